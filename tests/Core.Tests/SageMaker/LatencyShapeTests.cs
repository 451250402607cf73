using Plimsoll.Core.Tests.Components;
using Plimsoll.SageMaker;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.SageMaker;

public class LatencyShapeTests
{
    [Fact]
    public void Known_quantiles_count_and_mean_survive()
    {
        var shape = LatencyShape.Of(new(1_000, 300_000, 50_000, 200_000, 600_000, 1_500_000, 2_000_000));

        Assert.Equal([0.2, 0.6, 1.5, 2], shape.Bounds!);
        Assert.Equal([500, 400, 90, 10, 0], shape.Counts);
        Assert.Equal(300, shape.Sum, 9);
    }

    [Fact]
    public void Quantiles_that_fall_together_make_one_bucket()
    {
        var shape = LatencyShape.Of(new(3, 100, 100, 100, 100, 100, 100));

        Assert.Equal([0.0001], shape.Bounds!);
        Assert.Equal([3, 0], shape.Counts);
    }

    [Fact]
    public void A_component_takes_it_as_latency_in_the_minute_it_was()
    {
        var feed = new Feed();
        var minute = Feed.T0 / Feed.Minute;
        var traffic = new TrafficMinute(Feed.Name, minute)
        {
            Requests = 1_000,
            Errors = new Dictionary<string, long> { ["4xx"] = 7 },
            Latency = new(1_000, 300_000, 50_000, 200_000, 600_000, 1_500_000, 2_000_000),
        };
        var rows = TrafficRows.Of(traffic, 0).ToList();
        Assert.All(rows, r => Assert.Null(RecordValidator.Validate(r)));

        feed.Send(Feed.T0 + 3 * Feed.Minute, rows);

        var view = feed.View(Feed.T0 + 3 * Feed.Minute);
        Assert.Equal((1_000, 7), (view.Requests, view.Errors));
        var latency = view.Quantiles["total_latency_ms"];
        Assert.Equal(1_000, latency.Count);
        Assert.Equal(300, latency.Mean!.Value, 1);
        Assert.InRange(latency.P50!.Value, 185, 215);
        Assert.InRange(latency.P99!.Value, 1_400, 1_600);
        Assert.Equal("cloudwatch", Assert.Single(view.Sources).Source);
    }
}
