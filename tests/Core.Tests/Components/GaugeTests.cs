using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class GaugeTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Gpus_report_their_last_reading_within_three_minutes()
    {
        var feed = new Feed(new ComponentSettings { ReservedGpus = 4 });

        feed.Send(Now, Gpu("a", Now - 5 * Feed.Minute, 0.9), Gpu("b", Now - Feed.Minute, 0.2), Gpu("b", Now, 0.6), Gpu("b", Now - 2 * Feed.Minute, 0.1), Gpu("c", Now, 0));

        var gpu = feed.View(Now).Gpu!;
        Assert.Equal(["b", "c"], gpu.Gpus.Select(g => g.Gpu));
        Assert.Equal((1, 3), (gpu.Used, gpu.Free));
        Assert.Equal(0.3, gpu.UtilizationRatio!.Value, 9);
        Assert.Equal(70, gpu.MaxTemperatureC);
        Assert.Equal(600, gpu.PowerW);
        Assert.Equal(0.3, feed.Component.Summary(Now).GpuUtilizationRatio!.Value, 9);
        Assert.Null(feed.View(Now + 10 * Feed.Minute).Gpu);
    }

    [Fact]
    public void Gpu_with_a_loaded_model_is_used_even_when_it_computes_nothing()
    {
        var feed = new Feed();

        feed.Send(Now, Gpu("a", Now, 0) with { MemoryUsedMiB = 60_000 }, Gpu("b", Now, 0));

        Assert.Equal((1, 1), (feed.View(Now).Gpu!.Used, feed.View(Now).Gpu!.Free));
    }

    [Fact]
    public void Engine_gauges_are_summed_over_copies_and_their_cache_use_averaged()
    {
        var feed = new Feed();

        feed.Send(Now, Engine("x", Now - Feed.Second, 9, 9, 0.9), Engine("x", Now, 3, 1, 0.2), Engine("y", Now, 5, 0, 0.4), Engine("z", Now - 4 * Feed.Minute, 7, 7, 1));

        var engine = feed.View(Now).Engine!;
        Assert.Equal((8L, 1L), (engine.RequestsRunning, engine.RequestsWaiting));
        Assert.Equal(0.3, engine.KvCacheUsageRatio!.Value, 9);
    }

    [Fact]
    public void Minute_means_of_gauges_stay_when_the_minute_leaves_the_ring_and_make_the_hour()
    {
        var feed = new Feed();
        feed.Send(Now, Gpu("a", Now, 0.5), Gpu("b", Now, 0.7), Engine("x", Now, 2, 0, 0.1), Engine("x", Now + 1, 4, 0, 0.1), Engine("y", Now, 3, 0, 0.3));
        feed.Send(Now + Feed.Minute, Gpu("a", Now + Feed.Minute, 0.9), Engine("x", Now + Feed.Minute, 1, 0, 0.1));
        var before = (Point("gpus_used", 1), Point("requests_running", 1), Point("gpu_utilization_ratio", 1), Point("gpus_used", 60));

        feed.Component.Tick(Now + 2 * Feed.Hour);

        Assert.Equal((2.0, 6.0), (before.Item1, before.Item2));
        Assert.Equal(0.6, before.Item3, 9);
        Assert.Equal(1.5, before.Item4);
        Assert.Equal(before, (Point("gpus_used", 1), Point("requests_running", 1), Point("gpu_utilization_ratio", 1), Point("gpus_used", 60)));

        double Point(string metric, int minutes)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(Now);
            return OneSeries.Ask(feed.Component, metric, at, at.AddMinutes(1), TimeSpan.FromMinutes(minutes), Now + 2 * Feed.Hour).Points[0].Value!.Value;
        }
    }

    [Fact]
    public void Gpus_beyond_the_table_are_counted_not_kept()
    {
        var feed = new Feed();

        feed.Send(Now, Enumerable.Range(0, 300).Select(i => Gpu($"gpu{i}", Now, 0.5)));

        Assert.Equal(256, feed.View(Now).Gpu!.Gpus.Count);
        Assert.Equal(44, feed.View(Now).DataQuality.OverflowedValues);
    }

    private static GpuSample Gpu(string gpu, long atMs, double utilization) => new()
    {
        Component = Feed.Name,
        Gpu = gpu,
        TimestampMs = atMs,
        UtilizationRatio = utilization,
        MemoryUsedMiB = 100,
        MemoryTotalMiB = 80_000,
        TemperatureC = 70,
        PowerW = 300,
    };

    private static EngineSample Engine(string copy, long atMs, long running, long waiting, double cache) => new()
    {
        Component = Feed.Name,
        Copy = copy,
        TimestampMs = atMs,
        RequestsRunning = running,
        RequestsWaiting = waiting,
        KvCacheUsageRatio = cache,
    };
}
