using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class LinePathTests
{
    [Fact]
    public void Each_value_is_a_unit_to_the_right_with_the_maximum_at_the_top_and_zero_at_the_bottom() =>
        Assert.Equal("M0 1000l1 -500 1 -500", LinePath.Line([0, 5, 10], 10));

    [Fact]
    public void No_data_breaks_the_line_and_is_never_drawn_as_zero() =>
        Assert.Equal("M0 0l1 0M4 0l1 0", LinePath.Line([10, 10, null, null, 10, 10], 10));

    [Fact]
    public void A_value_alone_between_gaps_stays_visible_as_a_dot() =>
        Assert.Equal("M1 0h0", LinePath.Line([null, 10, null], 10));

    [Fact]
    public void Only_values_without_a_neighbour_are_dots() =>
        Assert.Equal("M0 0h0M5 1000h0", LinePath.Dots([10, null, 10, 10, null, 0], 10));

    [Fact]
    public void The_surface_goes_down_to_zero_at_both_ends_of_each_run() =>
        Assert.Equal("M0 500l1 0V1000H0ZM3 0V1000H3Z", LinePath.Area([5, 5, null, 10], 10));

    [Fact]
    public void Nothing_measured_draws_nothing() => Assert.Equal("", LinePath.Line([null, null], 10));

    [Fact]
    public void A_day_of_minutes_does_not_drift_from_its_values()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 1440).Select(_ => (double?)random.NextDouble()).ToArray();

        var steps = LinePath.Line(values, 1).Split('M', 'l', ' ').Skip(1).Select(int.Parse).Chunk(2).ToList();

        Assert.Equal(1440, steps.Count);
        Assert.Equal(Math.Round((1 - values[^1]!.Value) * LinePath.Height), steps.Sum(s => s[1]));
    }

    [Theory]
    [InlineData(1440, "0 0 1439 1000")]
    [InlineData(1, "0 0 1 1000")]
    public void The_box_ends_at_the_last_value(int count, string box) => Assert.Equal(box, LinePath.ViewBox(count));

    [Fact]
    public void A_value_above_the_axis_stays_at_its_top() => Assert.Equal(0, LinePath.Y(20, 10));
}
