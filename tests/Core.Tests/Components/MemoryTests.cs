using Plimsoll.Components;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Components;

/// <summary>Measures the whole heap, so nothing may run beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    [Fact]
    public void Ten_requests_take_at_most_64_KiB()
    {
        const int count = 50;
        var bytes = Measure(() => Enumerable.Range(0, count).Select(_ => Ten()).ToArray());

        Assert.InRange(bytes / count, 1, 64 << 10);
    }

    [Fact]
    public void Day_of_thin_traffic_takes_at_most_one_MiB() => Assert.InRange(Measure(() => Day(perMinute: 60, full: false)), 200 << 10, 1 << 20);

    [Fact]
    public void Day_of_thin_traffic_with_texts_and_hosts_takes_at_most_one_and_a_half_MiB() =>
        Assert.InRange(Measure(() => Day(perMinute: 60, full: true)), 200 << 10, 1536 << 10);

    [LongFact]
    public void Day_at_a_hundred_requests_a_second_takes_at_most_one_and_a_half_MiB() =>
        Assert.InRange(Measure(() => Day(perMinute: 6000, full: true)), 200 << 10, 1536 << 10);

    private static InferenceComponent Day(int perMinute, bool full)
    {
        var feed = new Feed();
        new Traffic(5) { Mixed = false, Full = full }.Run(feed, hours: 26, perMinute);
        return feed.Component;
    }

    private static InferenceComponent Ten()
    {
        var feed = new Feed();
        var traffic = new Traffic(5) { Mixed = false };
        for (var i = 0; i < 10; i++)
        {
            var at = Feed.T0 + i * 30 * Feed.Second;
            feed.Send(at, traffic.Request());
            feed.Component.Tick(at);
        }
        feed.Component.Tick(Feed.T0 + 3 * Feed.Hour);
        return feed.Component;
    }

    /// <summary>The median of five times: what the runtime and the test's runner keep or let go in between is counted too.</summary>
    private static long Measure(Func<object> make) => Enumerable.Range(0, 5).Select(_ => MeasureOnce(make)).Order().ElementAt(2);

    private static long MeasureOnce(Func<object> make)
    {
        var before = Settled();
        var made = make();
        var after = Settled();
        GC.KeepAlive(made);
        return after - before;
    }

    /// <summary>What the tests before left behind may need several collections to go.</summary>
    private static long Settled()
    {
        var bytes = long.MaxValue;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var now = GC.GetTotalMemory(forceFullCollection: true); now < bytes; now = GC.GetTotalMemory(forceFullCollection: true))
            bytes = now;
        return bytes;
    }
}
