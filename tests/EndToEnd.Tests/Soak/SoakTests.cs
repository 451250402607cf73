using System.Diagnostics;
using Plimsoll.EndToEnd.Tests.Durability;
using Xunit.Abstractions;

namespace Plimsoll.EndToEnd.Tests.Soak;

/// <summary>
/// A gateway under steady load for a long time. Its history fills for the first hour, so memory may grow by what the
/// windows of the load's components hold, and by no more; the ids of repeated requests are full after a short window.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private const int Samples = 60;
    private const int BatchesPerSecond = 20;
    private const int BatchSize = 100;
    private const long MaxGrowthBytes = 48L << 20;

    private static readonly TimeSpan s_slack = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-soak-");

    [SoakFact]
    public async Task Memory_stays_flat_answers_stay_fast_and_the_log_stays_clean()
    {
        await using var gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>
        {
            ["PLIMSOLL__JOURNAL__MAX_BYTES"] = "256MiB",
            ["PLIMSOLL__INGEST__DEDUP_WINDOW"] = "20s",
        });
        await gateway.StartAsync();
        var clients = new LoadClients(gateway, BatchSize);
        var random = new Random(1);
        var samples = new List<Sample>();
        for (var i = 0; i < Samples; i++)
        {
            samples.Add(await TakeAsync(gateway, clients, random, SoakFactAttribute.Duration / Samples));
            output.WriteLine($"{samples[^1]}");
        }

        var (middle, end) = (samples[(Samples / 3)..(2 * Samples / 3)], samples[(2 * Samples / 3)..]);
        Assert.InRange(Median(end, s => s.ResidentBytes) - Median(middle, s => s.ResidentBytes), long.MinValue, MaxGrowthBytes);
        Assert.InRange(Median(end, s => s.Sending.Ticks), 0, 2 * Median(middle, s => s.Sending.Ticks) + s_slack.Ticks);
        Assert.InRange(Median(end, s => s.Reading.Ticks), 0, 2 * Median(middle, s => s.Reading.Ticks) + s_slack.Ticks);
        await CountedTotals.AssertCountedOnceAsync(gateway.Http, clients.Acknowledged);
        foreach (var trouble in new[] { " warn: ", " fail: ", " crit: " })
            Assert.DoesNotContain(trouble, gateway.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>Sends at a steady rate for so long, then reads the pages; the 95th percentile of either.</summary>
    private static async Task<Sample> TakeAsync(GatewayProcess gateway, LoadClients clients, Random random, TimeSpan length)
    {
        var (sending, reading) = (new List<TimeSpan>(), new List<TimeSpan>());
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / BatchesPerSecond), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length && await pace.WaitForNextTickAsync())
            sending.Add(await TimeAsync(() => clients.SendOneAsync(random)));
        foreach (var page in new[] { "/", "/components/model-1", "/metrics", "/api/v1/components", "/api/v1/interactions?component=model-1" })
            reading.Add(await TimeAsync(() => gateway.Http.GetByteArrayAsync(page)));
        return new Sample(gateway.ResidentBytes, P95(sending), P95(reading));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun);
    }

    private static TimeSpan P95(List<TimeSpan> times) => times.Order().ElementAt((int)(0.95 * (times.Count - 1)));

    private static long Median(IReadOnlyCollection<Sample> samples, Func<Sample, long> of) => samples.Select(of).Order().ElementAt(samples.Count / 2);

    private sealed record Sample(long ResidentBytes, TimeSpan Sending, TimeSpan Reading);
}
