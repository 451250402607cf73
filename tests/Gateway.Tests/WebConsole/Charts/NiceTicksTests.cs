using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class NiceTicksTests
{
    [Theory]
    [InlineData(0, new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData(1, new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData(57, new[] { 0, 20, 40, 60.0 })]
    [InlineData(60, new[] { 0, 20, 40, 60.0 })]
    [InlineData(0.3, new[] { 0, 0.1, 0.2, 0.3 })]
    [InlineData(13_900, new[] { 0, 5_000, 10_000, 15_000.0 })]
    public void Ticks_are_round_and_end_at_or_above_the_largest_value(double max, double[] ticks) =>
        Assert.Equal(ticks, NiceTicks.UpTo(max));

    [Fact]
    public void Any_maximum_gets_few_even_ticks_that_cover_it_closely()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var max = Math.Pow(10, random.NextDouble() * 18 - 6);
            var ticks = NiceTicks.UpTo(max);

            Assert.InRange(ticks.Count, 2, 5);
            Assert.Equal(0, ticks[0]);
            Assert.InRange(ticks[^1], max * (1 - 1e-9), max * 2.5);
            Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(ticks[1], pair.Second - pair.First, ticks[1] * 1e-6));
        }
    }
}
