using Plimsoll.Publishing;

namespace Plimsoll.Core.Tests.Publishing;

public class MetricAllowanceTests
{
    [Fact]
    public void Beyond_the_allowance_components_are_left_out_and_those_that_have_a_place_keep_it()
    {
        var allowance = new MetricAllowance(5);

        Assert.Equal(["b"], Admit(allowance, 1, ("b", 3)));
        Assert.Equal(["b", "c"], Admit(allowance, 2, ("a", 4), ("c", 2), ("b", 1)));
        Assert.Equal(["b", "c"], Admit(allowance, 3, ("a", 1), ("b", 3), ("c", 2)));
    }

    [Fact]
    public void The_fullest_go_first_among_the_new_and_a_component_that_would_be_too_many_waits()
    {
        var allowance = new MetricAllowance(5);

        Assert.Equal(["big", "a"], Admit(allowance, 1, ("a", 1), ("b", 1), ("big", 4)));
        Assert.Equal(["big"], Admit(allowance, 2, ("a", 2), ("big", 4)));
    }

    [Fact]
    public void A_place_is_free_an_hour_after_it_was_used()
    {
        var allowance = new MetricAllowance(2);
        Admit(allowance, 1, ("a", 2));

        Assert.Empty(Admit(allowance, 61, ("b", 2)));
        Assert.Equal(["b"], Admit(allowance, 62, ("b", 2)));
    }

    private static IEnumerable<string> Admit(MetricAllowance allowance, long minute, params (string Component, int Metrics)[] minutes) =>
        allowance.Admit([.. minutes.Select(m => new PublishedMinute(minute, m.Component, null, m.Component, [], new PublishedPoint[m.Metrics]))]).Select(m => m.Component);
}
