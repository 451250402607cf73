namespace Plimsoll.Core.Tests.Components;

public class LatenessTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Late_record_inside_the_ring_is_counted_in_its_own_minute()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now));

        feed.Send(Now, Feed.Request(Now - 20 * Feed.Minute));

        Assert.Equal(1, PointAt(feed, "requests", Now - 20 * Feed.Minute));
        Assert.Equal(200, PointAt(feed, "ttft_ms.p95", Now - 20 * Feed.Minute)!.Value, 4);
        Assert.Equal(1, feed.View(Now).DataQuality.Late);
    }

    [Fact]
    public void Late_record_whose_minute_has_left_the_ring_is_counted_in_its_minute_and_hour()
    {
        var feed = new Feed();
        var now = Now + 10 * Feed.Hour;
        feed.Send(now, Feed.Request(now));

        feed.Send(now, Feed.Request(Now), Feed.Request(Now));

        Assert.Equal(2, PointAt(feed, "requests", Now, now));
        Assert.Equal(3, feed.View(now).Requests);
        Assert.Equal(3, feed.View(now).Quantiles["ttft_ms"].Count);
        Assert.Equal(3, feed.Component.Metrics(now).Requests);
        Assert.Equal(2, feed.View(now).DataQuality.Late);
    }

    [Fact]
    public void Record_before_the_resident_day_is_left_out_of_the_windows_but_counted_for_life()
    {
        var feed = new Feed();
        var now = Now + 30 * Feed.Hour;

        feed.Send(now, Feed.Request(Now), Feed.Request(now));

        Assert.Equal(1, feed.View(now).Requests);
        Assert.Equal(2, feed.Component.Metrics(now).Requests);
        Assert.Equal(1, feed.View(now).DataQuality.TooOld);
    }

    [Fact]
    public void Record_up_to_a_minute_ahead_counts_at_its_receive_time_without_remark()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now + 59 * Feed.Second));

        Assert.Equal(1, PointAt(feed, "requests", Now));
        Assert.Equal(0, feed.View(Now).DataQuality.FutureClamped);
    }

    [Fact]
    public void Record_further_ahead_is_clamped_and_counted()
    {
        var feed = new Feed();

        feed.Send(Now, Feed.Request(Now + 61 * Feed.Second));

        Assert.Equal(1, PointAt(feed, "requests", Now));
        Assert.Equal(1, feed.View(Now).DataQuality.FutureClamped);
    }

    [Fact]
    public void Outage_of_an_hour_before_delivery_turns_nothing_late()
    {
        var feed = new Feed();
        feed.Component.Tick(Now + Feed.Hour);

        feed.Send(Now, Feed.Request(Now - Feed.Second), Feed.Request(Now - Feed.Minute));

        var view = feed.View(Now + Feed.Hour);
        Assert.Equal((2, 0, 0), (view.Requests, view.DataQuality.Late, view.DataQuality.TooOld));
        Assert.Equal(2, view.Quantiles["ttft_ms"].Count);
    }

    [Fact]
    public void Minute_keeps_its_quantiles_for_a_day_after_it_left_the_ring()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now, r => r.TtftMs = 300), Feed.Request(Now, r => r.TtftMs = 500));

        feed.Component.Tick(Now + 23 * Feed.Hour);

        Assert.Equal(490, PointAt(feed, "ttft_ms.p95", Now, Now + 23 * Feed.Hour)!.Value, 1);
        Assert.Equal(400, PointAt(feed, "ttft_ms.mean", Now, Now + 23 * Feed.Hour)!.Value, 3);
    }

    private static double? PointAt(Feed feed, string metric, long atMs, long nowMs = Now + Feed.Second)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(atMs - atMs % Feed.Minute);
        var series = OneSeries.Ask(feed.Component, metric, at, at.AddMinutes(1), TimeSpan.FromMinutes(1), nowMs);
        Assert.Null(series.Problem);
        return Assert.Single(series.Points).Value;
    }
}
