using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Costs;

namespace Plimsoll.Core.Tests.Costs;

public class ComponentCostTests
{
    private static readonly DateOnly s_day = new(2026, 3, 1);
    private static readonly ComponentSettings s_priced = new() { Price = new(GpuHour: 2, OutputPerMillionTokens: 1), ReservedGpus = 8 };

    [Fact]
    public void Gpu_cost_is_shared_out_by_output_tokens_and_the_parts_make_the_whole()
    {
        var cost = Of(Day(d => d with
        {
            Requests = 10,
            OutputTokens = 1000,
            Cost = new(0.5, 80, 20, 10, 0),
            Versions = [new("v1", 4, 0, 0, 300, 0.2), new("v2", 5, 0, 0, 600, 0.2)],
        }));

        Assert.Equal([("v2", 48.0), ("v1", 24), (null, 8)], cost.Versions.Select(p => (p.Name, Math.Round(p.Gpu, 9))));
        Assert.Equal(cost.Totals.Total, cost.Versions.Sum(p => p.Total), 9);
        Assert.Equal(0.1, cost.Versions[2].Tokens, 9);
        Assert.Contains("GPU cost is shared out by output tokens", cost.Estimates);
        Assert.Empty(cost.Tenants);
    }

    [Fact]
    public void Accepted_are_at_most_those_that_the_strictest_measure_lets_pass()
    {
        var cost = Of(Day(d => d with
        {
            Requests = 1100,
            Errors = 100,
            Screened = 1000,
            Refused = 50,
            Answers = new(200, 1000, 150),
            Feedback = new(Outcomes: 20, TaskSuccessRatio: 0.1, ThumbsUp: 90, ThumbsDown: 10),
            Cost = new(0, 85, 0, 0, 0),
        }));

        Assert.Equal(["not_refused", "judged_good", "users_content"], cost.Accepted.Measures.Select(m => m.Name));
        Assert.Equal(("judged_good", 850.0), (cost.Accepted.Strictest, Math.Round(cost.Accepted.Count, 6)));
        Assert.Equal(0.1, cost.PerAcceptedAnswer!.Value, 9);
    }

    [Fact]
    public void Without_any_measure_every_answer_that_did_not_fail_counts()
    {
        var cost = Of(Day(d => d with { Requests = 10, Errors = 1 }));

        Assert.Equal((9.0, null), (cost.Accepted.Count, cost.Accepted.Strictest));
    }

    [Theory]
    [InlineData(600, 8, 4, 2)]
    [InlineData(60, 8, 1, 1)]
    [InlineData(2400, 2, 10, 10)]
    public void Configured_capacity_says_how_many_copies_the_busiest_minute_needs(long peakRequests, int copies, int needed, int least)
    {
        var settings = s_priced with { Capacity = new(RequestsPerSecond: copies == 2 ? 10 : 25) };
        var cost = ComponentCost.Of(new("a", [Day(d => d with { Load = new(peakRequests, 0, copies, default) })]), settings, objectivesKept: true);

        var size = cost.RightSizing;

        Assert.Equal(("capacity", "copy", copies, needed), (size.Basis, size.Unit, size.Now, size.NeededHigh!.Value));
        Assert.Equal(Math.Max(needed, least == 1 ? 2 : needed), size.Suggested);
        Assert.Equal((copies - size.Suggested!.Value) * 16.0 / copies, size.SavedPerHour!.Value, 9);
    }

    [Fact]
    public void Utilization_says_between_what_bounds_the_copies_lie_and_the_upper_one_is_suggested()
    {
        var fit = Enumerable.Range(1, 24).Select(h => (X: h * 10.0, Y: h * 10 * 0.002 + (h % 2 == 0 ? 0.02 : -0.02)))
            .Aggregate(default(FitView), (sum, p) => sum.Plus(new(1, p.X * p.X, p.X * p.Y, p.Y * p.Y)));
        var cost = Of(Day(d => d with { Load = new(60, 240 * 60, 0, fit) }));

        var size = cost.RightSizing;

        Assert.Equal(("utilization", "gpu", 8), (size.Basis, size.Unit, size.Now));
        Assert.InRange(size.NeededLow!.Value, 5, 6);
        Assert.Equal((6, 6), (size.NeededHigh!.Value, size.Suggested!.Value));
        Assert.Equal(4, size.SavedPerHour!.Value, 9);
        Assert.Contains("Estimated from 24 hours", size.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_to_be_taken_away_while_an_objective_is_missed()
    {
        var settings = s_priced with { Capacity = new(RequestsPerSecond: 100) };
        var cost = ComponentCost.Of(new("a", [Day(d => d with { Load = new(60, 0, 8, default) })]), settings, objectivesKept: false);

        Assert.Null(cost.RightSizing.Suggested);
        Assert.Null(cost.RightSizing.SavedPerHour);
    }

    [Fact]
    public void Where_too_little_is_known_it_is_said_and_nothing_suggested()
    {
        Assert.Equal(("unknown", null), (Of(Day(d => d)).RightSizing.Basis, Of(Day(d => d)).RightSizing.Suggested));
        var bare = ComponentCost.Of(new("a", [Day(d => d)]), ComponentSettings.Default, true);
        Assert.Equal("No price is configured for the component", Assert.Single(bare.Estimates));
        Assert.Null(bare.PerAcceptedAnswer);
        Assert.Equal("unknown", ComponentCost.Of(new("a", []), s_priced, true).RightSizing.Basis);
    }

    [Fact]
    public void Where_the_price_is_sagemakers_it_is_said_from_where()
    {
        var settings = new ComponentSettings { EndpointPrices = new(new Dictionary<string, GpuHourPrice> { ["*"] = new(1.5, "a list"), ["e"] = new(2, "another") }) };

        var cost = ComponentCost.Of(new("a", [Day(d => d with { Cost = new(0, 80, 20, 0, 0), Requests = 8 })]), settings, true);
        Assert.True(cost.Priced);
        Assert.Equal(10, cost.PerAcceptedAnswer);
        Assert.Contains("GPU cost is the GPUs that SageMaker reported, used or idle, while it reported them, at a list; another ('e')", cost.Estimates);

        var none = ComponentCost.Of(new("a", [Day(d => d)]), settings, true);
        Assert.Equal((false, "No price is configured for the component, and SageMaker reported no GPUs of it"), (none.Priced, Assert.Single(none.Estimates)));
    }

    private static ComponentCost Of(EvidenceDayView day) => ComponentCost.Of(new("a", [day]), s_priced, objectivesKept: true);

    private static EvidenceDayView Day(Func<EvidenceDayView, EvidenceDayView> change) =>
        change(new() { Day = s_day, Cost = new(0, 0, 0, 0, 0), Load = new(0, 0, 0, default) });
}
