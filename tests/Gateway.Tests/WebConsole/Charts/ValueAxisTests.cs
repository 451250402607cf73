using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class ValueAxisTests
{
    [Theory]
    [InlineData(ChartUnit.Milliseconds, 780, "ms", "0 200 400 600 800")]
    [InlineData(ChartUnit.Milliseconds, 13_900, "s", "0 5 10 15")]
    [InlineData(ChartUnit.Ratio, 0.08, "%", "0 2 4 6 8")]
    [InlineData(ChartUnit.TokensPerSecond, 11_400, "tok/s", "0 5k 10k 15k")]
    [InlineData(ChartUnit.Tokens, 4_083, "tokens", "0 2,000 4,000 6,000")]
    [InlineData(ChartUnit.DollarsPerHour, 12.4, "$/h", "0 5.00 10.00 15.00")]
    public void Ticks_are_round_in_the_unit_that_is_shown(ChartUnit unit, double max, string shown, string labels)
    {
        var axis = ValueAxis.For(unit, max);

        Assert.Equal(shown, axis.Unit);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(t => t.Label)));
        Assert.True(axis.Max >= max);
    }

    [Fact]
    public void An_error_ratio_near_zero_does_not_fill_the_chart() => Assert.Equal(0.01, ValueAxis.For(ChartUnit.Ratio, 0.0001).Max, 12);

    [Fact]
    public void A_whole_ratio_ends_at_one_hundred_percent() => Assert.Equal("100", ValueAxis.WholeRatio().Ticks[^1].Label);
}
