using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Core.Tests.Components;

public class MinuteTests
{
    private const long Start = Feed.T0 + 30 * Feed.Minute;
    private const long First = Start / Feed.Minute;

    [Fact]
    public void Each_minute_has_its_own_counts_distributions_and_cost()
    {
        var feed = new Feed(new ComponentSettings { Price = new PriceSettings(InputPerMillionTokens: 1) });
        feed.Send(Start, Feed.Request(Start, r => (r.InputTokens, r.TotalLatencyMs) = (1_000, 250)), Feed.Request(Start, r => (r.InputTokens, r.ErrorType) = (500, "timeout")));
        feed.Send(Start + 2 * Feed.Minute, Feed.Request(Start + 2 * Feed.Minute, r => r.InputTokens = 7));

        var set = feed.Component.Minutes(new(First, First + 10), Start + 5 * Feed.Minute);

        Assert.Equal([First, First + 2], set.Minutes.Select(m => m.Minute));
        var minute = set.Minutes[0];
        Assert.Equal((2, 1, 1_500), (minute.Requests, minute.Errors, minute.InputTokens));
        Assert.Equal(0.0015, minute.CostDollars!.Value, 9);
        Assert.Equal(1_500, minute.Distributions!["request_input_tokens"].Sum);
        Assert.Null(minute.Scores);
    }

    [Fact]
    public void A_minute_that_left_the_ring_keeps_its_counts_and_says_that_its_distributions_are_gone()
    {
        var feed = new Feed();
        feed.Send(Start, Feed.Request(Start, r => r.OutputTokens = 3));
        feed.Component.Tick(Start + 2 * Feed.Hour);

        var minute = Assert.Single(feed.Component.Minutes(new(First, First + 1), Start + 2 * Feed.Hour).Minutes);

        Assert.Equal((1, 3), (minute.Requests, minute.OutputTokens));
        Assert.Null(minute.Distributions);
    }

    [Fact]
    public void Asking_for_all_of_history_gives_a_day_of_it()
    {
        var feed = new Feed();
        feed.Send(Start, Feed.Request(Start));
        feed.Component.Tick(Start + 30 * Feed.Hour);

        Assert.Empty(feed.Component.Minutes(new MinuteQuery(0, long.MaxValue), Start + 30 * Feed.Hour).Minutes);
    }
}
