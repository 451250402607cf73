using Plimsoll.Gateway.Demo;

namespace Plimsoll.Gateway.Tests.Demo;

public sealed class DemoIncidentTests
{
    private const ulong Seed = DemoWorkload.DefaultSeed;
    private static readonly long Day = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 60;

    public static TheoryData<int> Models => [0, 1];

    [Theory, MemberData(nameof(Models))]
    public void Every_day_has_an_incident_and_most_of_it_has_none(int index)
    {
        for (var day = 0; day < 60; day++)
        {
            var struck = Minutes(index, Day + (day * 1440), 1440).Count();
            Assert.InRange(struck, 8, 6 * 25);
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Every_kind_comes_within_a_month(int index) =>
        Assert.Equal(Enum.GetValues<DemoIncidentKind>(), Minutes(index, Day, 30 * 1440).Select(i => i.Incident.Kind).Distinct().Order());

    [Fact]
    public void Each_kind_shows_where_an_operator_would_look()
    {
        var model = DemoModel.All[0];
        Assert.True(Errors(model, At(DemoIncidentKind.ErrorBurst)) > 0.1);
        var queue = DemoConditions.At(Seed, model, At(DemoIncidentKind.QueueBuildUp) + 6);
        Assert.True(queue.Waiting > 15 && queue.MeanQueueMs > 5_000);
        var saturated = DemoConditions.At(Seed, model, At(DemoIncidentKind.GpuSaturation));
        Assert.True(saturated.Utilization > 0.95 && saturated.KvCacheUsageRatio > 0.9);
        var step = At(DemoIncidentKind.LatencyStep);
        Assert.True(DemoConditions.At(Seed, model, step).Slowdown > 1.5 * DemoConditions.At(Seed, model, step - 1).Slowdown);
    }

    private static double Errors(DemoModel model, long from)
    {
        var requests = Enumerable.Range(0, 8).SelectMany(m => new DemoRequests(Seed, model, from + m).Make()).ToList();
        return requests.Count(r => r.ErrorType is not null) / (double)requests.Count;
    }

    /// <summary>First minute of the first incident of a kind.</summary>
    private static long At(DemoIncidentKind kind) => Minutes(0, Day, 60 * 1440).First(i => i.Incident.Kind == kind).Incident.Start;

    private static IEnumerable<(long Minute, DemoIncident Incident)> Minutes(int model, long from, int count)
    {
        for (var minute = from; minute < from + count; minute++)
        {
            if (DemoIncident.At(Seed, DemoModel.All[model], minute) is { } incident)
                yield return (minute, incident);
        }
    }
}
