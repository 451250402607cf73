using Plimsoll.Gateway.WebConsole.Charts;

namespace Plimsoll.Gateway.Tests.WebConsole.Charts;

public class LinePathTests
{
    [Fact]
    public void First_value_is_at_the_left_and_last_at_the_right_and_the_maximum_at_the_top() =>
        Assert.Equal("M0 1000L500 500L1000 0", LinePath.Line([0, 5, 10], 10));

    [Fact]
    public void No_data_breaks_the_line_and_is_never_drawn_as_zero()
    {
        var path = LinePath.Line([10, 10, null, null, 10, 10], 10);

        Assert.Equal("M0 0L200 0M800 0L1000 0", path);
        Assert.DoesNotContain("1000L", path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_alone_between_gaps_stays_visible_as_a_dot() =>
        Assert.Equal("M500 0h0", LinePath.Line([null, 10, null], 10));

    [Fact]
    public void The_surface_goes_down_to_zero_at_both_ends_of_each_run() =>
        Assert.Equal("M0 500L333.3 500V1000H0ZM1000 0V1000H1000Z", LinePath.Area([5, 5, null, 10], 10));

    [Fact]
    public void Nothing_measured_draws_nothing() => Assert.Equal("", LinePath.Line([null, null], 10));

    [Fact]
    public void A_value_above_the_axis_stays_at_its_top() => Assert.Equal(0, LinePath.Y(20, 10));
}
