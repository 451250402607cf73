using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Components;

public class HostTests
{
    private const long Now = Feed.T0 + 30 * Feed.Minute;

    [Fact]
    public void Nothing_is_said_of_hosts_that_do_not_report()
    {
        var feed = new Feed();
        feed.Send(Now, Feed.Request(Now));

        Assert.Null(feed.View(Now).Hosts);
        Assert.Null(feed.Component.Metrics(Now).HostMemoryUsedMib);
        Assert.DoesNotContain("model_load_seconds", feed.Component.Metrics(Now).Histograms.Keys);
    }

    [Fact]
    public void Memory_and_io_are_sums_over_the_last_reading_of_each_host_within_three_minutes()
    {
        var feed = new Feed();
        feed.Send(Now, Host("a", Now - Feed.Second, 900, 9), Host("a", Now, 250, 1), Host("b", Now - Feed.Minute, 750, 3), Host("gone", Now - 4 * Feed.Minute, 1000, 50));

        var hosts = feed.View(Now).Hosts!;
        Assert.Equal(["a", "b"], hosts.Hosts.Select(h => h.Host));
        Assert.Equal((1000.0, 4.0, 0.5), (hosts.MemoryUsedMib, hosts.DiskReadMibPerS, hosts.MemoryUtilizationRatio));
        Assert.Null(hosts.NetworkReceiveMibPerS);
        Assert.Equal((1000.0, 0.5), (feed.Component.Metrics(Now).HostMemoryUsedMib, feed.Component.Metrics(Now).HostMemoryUtilizationRatio));
        Assert.Null(feed.View(Now + 10 * Feed.Minute).Hosts);
    }

    [Fact]
    public void Minute_values_stay_when_the_minute_leaves_the_ring_and_make_the_hour()
    {
        var feed = new Feed();
        feed.Send(Now, Host("a", Now, 100, 2), Host("a", Now + 1, 300, 4), Host("b", Now, 500, 1));
        feed.Send(Now + Feed.Minute, Host("a", Now + Feed.Minute, 100, 2) with { ModelLoadMs = 3000 });
        var before = Points();

        feed.Component.Tick(Now + 2 * Feed.Hour);

        Assert.Equal([600, 4.667, 0.3, 350, null], before.Select(v => v is { } known ? Math.Round(known, 3) : v));
        Assert.Equal(before, Points());
        Assert.Equal(3000, Point("model_load_ms", Now + Feed.Minute, 1)!.Value, 6);

        double?[] Points() =>
        [
            Point("host_memory_used_mib", Now, 1), Point("disk_read_mib_per_s", Now, 1), Point("host_memory_utilization_ratio", Now, 1),
            Point("host_memory_used_mib", Now, 60), Point("disk_write_mib_per_s", Now, 1),
        ];

        double? Point(string metric, long atMs, int minutes)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(atMs);
            return OneSeries.Ask(feed.Component, metric, at, at.AddMinutes(1), TimeSpan.FromMinutes(minutes), Now + 2 * Feed.Hour).Points[0].Value;
        }
    }

    [Fact]
    public void Loading_times_are_kept_by_copy_for_a_day_and_in_a_histogram_for_life()
    {
        var feed = new Feed();
        feed.Send(Now, Load("copy-0", Now - 2 * Feed.Hour, 30_000), Load("copy-0", Now - 9 * Feed.Hour, 50_000), Load("copy-1", Now, 20_000), Load(null, Now, 10_000));

        var loads = feed.View(Now).Hosts!.ModelLoads;
        Assert.Equal(["copy-0", "copy-1", "node"], loads.Select(l => l.Copy));
        Assert.Equal((30_000.0, 2L, 40_000.0), (loads[0].LastMs, loads[0].Ms.Count, loads[0].Ms.Mean));
        Assert.Equal(Now - 2 * Feed.Hour, loads[0].At.ToUnixTimeMilliseconds());
        Assert.Equal(4, feed.Component.Metrics(Now).Histograms["model_load_seconds"].Count);
        feed.Component.Tick(Now + 40 * Feed.Hour);
        Assert.Null(feed.View(Now + 40 * Feed.Hour).Hosts);
        Assert.Equal(4, feed.Component.Metrics(Now + 40 * Feed.Hour).Histograms["model_load_seconds"].Count);
    }

    [Fact]
    public void Hosts_and_copies_beyond_the_bounds_are_counted_not_kept()
    {
        var feed = new Feed(new ComponentSettings { MaxNamedValues = 2 });
        feed.Send(Now, Enumerable.Range(0, 300).Select(i => Host($"h{i}", Now, 1, 1)));
        feed.Send(Now, Enumerable.Range(0, 5).Select(i => Load($"copy-{i}", Now, 1000)));

        var view = feed.View(Now);
        Assert.Equal(256, view.Hosts!.Hosts.Count);
        Assert.Equal(["__other__", "copy-0", "copy-1"], view.Hosts.ModelLoads.Select(l => l.Copy));
        Assert.Equal(3, view.Hosts.ModelLoads[0].Ms.Count);
        Assert.Equal(44 + 5 + 3, view.DataQuality.OverflowedValues);
    }

    [Fact]
    public void Fragmentation_is_what_the_allocator_holds_without_data_as_a_mean_over_gpus()
    {
        var feed = new Feed();
        feed.Send(Now, Gpu("a", 100, 75), Gpu("b", 100, 25), Gpu("c", null, null));

        Assert.Equal(0.5, feed.View(Now).Gpu!.MemoryFragmentationRatio);
        Assert.Equal(0.25, feed.View(Now).Gpu!.Gpus[0].MemoryFragmentationRatio);
        Assert.Null(feed.View(Now).Gpu!.Gpus[2].MemoryFragmentationRatio);
        Assert.Equal(0.5, feed.Component.Metrics(Now).GpuMemoryFragmentationRatio);
    }

    private static HostSample Host(string host, long atMs, double used, double diskRead) => new()
    {
        Component = Feed.Name,
        Host = host,
        TimestampMs = atMs,
        MemoryUsedMiB = used,
        MemoryTotalMiB = 1000,
        DiskReadMiBPerS = diskRead,
    };

    private static HostSample Load(string? copy, long atMs, double ms) =>
        new() { Component = Feed.Name, Host = "node", Copy = copy, TimestampMs = atMs, ModelLoadMs = ms };

    private static GpuSample Gpu(string gpu, double? reserved, double? allocated) => new()
    {
        Component = Feed.Name,
        Gpu = gpu,
        TimestampMs = Now,
        UtilizationRatio = 0.5,
        MemoryReservedMiB = reserved,
        MemoryAllocatedMiB = allocated,
    };
}
