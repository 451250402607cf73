using Plimsoll.Components;

namespace Plimsoll.Core.Tests.Components;

public class InferenceComponentTests
{
    private const long Now = Feed.T0 + 10 * Feed.Minute;

    [Fact]
    public void Applied_requests_show_in_view_summary_and_metrics()
    {
        var feed = new Feed();

        var receipt = feed.Send(Now, Feed.Request(Now - 1000), Feed.Request(Now - 500, r => r.ErrorType = "timeout"));

        Assert.Equal(DeliveryOutcome.Applied, receipt.Outcome);
        var view = feed.View(Now);
        Assert.Equal((2, 1, 200, 22), (view.Requests, view.Errors, view.InputTokens, view.OutputTokens));
        Assert.Equal(1, view.ErrorsByType["timeout"]);
        Assert.Equal(1, view.Quantiles["ttft_ms"].Count);
        Assert.Equal(200, view.Quantiles["ttft_ms"].P95!.Value, 9);
        Assert.Equal(2, view.Quantiles["input_tokens"].Count);
        var metrics = feed.Component.Metrics(Now);
        Assert.Equal(2, metrics.Requests);
        Assert.Equal(0.2, metrics.Histograms["ttft_seconds"].Sum, 12);
        Assert.Equal(2.0 / (4 * 60), feed.Component.Summary(Now).RequestsPerSecond, 9);
    }

    [Fact]
    public void A_batch_at_or_below_the_watermark_is_dropped()
    {
        var feed = new Feed();
        var batch = new DeliveryBatch(feed.Journal, 5, Now, Feed.Batch(Feed.Request(Now)));

        Assert.Equal(DeliveryOutcome.Applied, feed.Component.Apply(batch).Outcome);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, feed.Component.Apply(batch).Outcome);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, feed.Component.Apply(batch with { Sequence = 4 }).Outcome);
        Assert.Equal(DeliveryOutcome.Applied, feed.Component.Apply(batch with { JournalId = Guid.Empty, Sequence = 1 }).Outcome);

        Assert.Equal(5, feed.Component.AppliedThrough(feed.Journal));
        Assert.Equal(2, feed.View(Now).Requests);
    }

    [Fact]
    public void A_batch_that_does_not_decode_changes_nothing_but_the_watermark()
    {
        var feed = new Feed();
        var bytes = Feed.Batch(Feed.Request(Now), Feed.Request(Now));

        var receipt = feed.Component.Apply(new(feed.Journal, 1, Now, bytes.AsMemory(0, bytes.Length - 3)));

        Assert.Equal(DeliveryOutcome.SetAside, receipt.Outcome);
        Assert.NotNull(receipt.Reason);
        Assert.Equal(1, feed.Component.AppliedThrough(feed.Journal));
        Assert.Equal(0, feed.View(Now).Requests);
        Assert.Equal(1, feed.View(Now).DataQuality.SetAside);
        Assert.Equal(receipt.Reason, feed.View(Now).DataQuality.LastSetAside);
    }
}
