using Plimsoll.Aggregation;
using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components;

public class BreakdownTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Requests_are_sliced_by_version_variant_and_copy()
    {
        var feed = new Feed();

        feed.Send(Now,
            Feed.Request(Now, r => (r.ModelVersion, r.Variant, r.TtftMs) = ("v1", "a", 100)),
            Feed.Request(Now - 1, r => (r.ModelVersion, r.Copy, r.ErrorType) = ("v2", "c0", "timeout")),
            Feed.Request(Now - 2, r => (r.ModelVersion, r.TtftMs) = ("v2", 300)));

        var breakdowns = feed.View(Now).Breakdowns;
        Assert.Equal(["model_version", "variant", "copy"], breakdowns.Keys);
        Assert.Equal([("v2", 2L, 1L, 200L, 22L), ("v1", 1L, 0L, 100L, 11L)],
            breakdowns["model_version"].Select(b => (b.Value, b.Requests, b.Errors, b.InputTokens, b.OutputTokens)));
        Assert.Equal([300.0, 100], breakdowns["model_version"].Select(b => b.TtftP95Ms!.Value));
        Assert.Equal("c0", Assert.Single(breakdowns["copy"]).Value);
        Assert.Null(breakdowns["copy"][0].TotalP95Ms);
        Assert.Equal(Now - 1, breakdowns["copy"][0].LastSeen.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Values_beyond_the_bound_share_the_overflow_slot_and_are_counted()
    {
        var feed = new Feed(new ComponentSettings { MaxBreakdownValues = 3, MaxNamedValues = 2 });

        feed.Send(Now, Enumerable.Range(0, 10).Select(i => Feed.Request(Now, r => (r.Copy, r.ErrorType) = ($"c{i}", $"e{i}"))));

        var view = feed.View(Now);
        Assert.Equal([(NamedCounters.Other, 7L), ("c0", 1L), ("c1", 1L), ("c2", 1L)], view.Breakdowns["copy"].Select(b => (b.Value, b.Requests)));
        Assert.Equal(new Dictionary<string, long> { ["e0"] = 1, ["e1"] = 1, [NamedCounters.Other] = 8 }, view.ErrorsByType);
        Assert.Equal(7 + 8, view.DataQuality.OverflowedValues);
    }

    [Fact]
    public void Slices_add_up_to_the_totals_of_the_same_day()
    {
        var feed = new Feed();
        var traffic = new Traffic(9) { Mixed = false };
        traffic.Run(feed, hours: 60, perMinute: 2);

        var view = feed.View(traffic.NowMs - 1);
        Assert.Equal(view.Requests, view.Breakdowns["model_version"].Sum(b => b.Requests));
        Assert.Equal(view.OutputTokens, view.Breakdowns["copy"].Sum(b => b.OutputTokens));
    }

    [Fact]
    public void Old_values_make_room_for_new_ones()
    {
        var feed = new Feed(new ComponentSettings { MaxBreakdownValues = 2 });
        feed.Send(Now, Feed.Request(Now, r => r.ModelVersion = "v1"), Feed.Request(Now, r => r.ModelVersion = "v2"));
        var later = Now + 40 * Feed.Hour;

        feed.Send(later, Feed.Request(later, r => r.ModelVersion = "v3"));

        Assert.Equal("v3", Assert.Single(feed.View(later).Breakdowns["model_version"]).Value);
    }

    [Fact]
    public void Stages_of_successful_requests_have_quantiles()
    {
        var feed = new Feed();

        feed.Send(Now,
            Feed.Request(Now, r => r.Stages.AddRange([new("retrieve", 40), new("rerank", 5)])),
            Feed.Request(Now, r => { r.Stages.Add(new("retrieve", 900)); r.ErrorType = "timeout"; }));

        var quantiles = feed.View(Now).Quantiles;
        Assert.Equal((1L, 40.0), (quantiles["stage.retrieve"].Count, quantiles["stage.retrieve"].Max!.Value));
        Assert.Equal(5, quantiles["stage.rerank"].P50!.Value, 9);
    }

    [Fact]
    public void Identity_is_that_of_the_newest_request_whatever_the_order()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now, r => (r.Model, r.ModelVersion, r.Endpoint) = ("m", "v2", "e")), Feed.Request(Now - 1, r => r.ModelVersion = "v1"));

        var summary = feed.Component.Summary(Now);
        Assert.Equal(("m", "v2", "e"), (summary.Model, summary.ModelVersion, summary.Endpoint));
    }
}
