using static Plimsoll.SageMaker.SageMakerNames;

namespace Plimsoll.SageMaker;

/// <summary>The series of one pull, by what they are of.</summary>
public sealed class PulledSeries
{
    private const double Percent = 100;

    private readonly Dictionary<(string Component, string Metric, string Stat), CloudSeries> _byComponent = [];
    private readonly List<CloudSeries> _accelerators = [];
    private readonly List<CloudSeries> _endpoints = [];
    private readonly List<CloudSeries> _hosts = [];

    public PulledSeries(IEnumerable<CloudSeries> series)
    {
        foreach (var one in series)
        {
            var metric = one.Query.Metric;
            if (metric.Namespace == Endpoints)
                _endpoints.Add(one);
            else if (Accelerator(metric) is not null)
                _accelerators.Add(one);
            else if (metric.Name is Cpu or Memory)
                _hosts.Add(one);
            else if (metric[Component] is { } component)
                _byComponent[(component, metric.Name, one.Query.Stat)] = one;
        }
    }

    public IEnumerable<string> Components => _byComponent.Keys.Select(k => k.Component)
        .Concat(_accelerators.Select(a => a.Query.Metric[Component]).OfType<string>()).Distinct().Order(StringComparer.Ordinal);

    /// <summary>CPU and memory of everything that tells of them, in its newest minute.</summary>
    public IEnumerable<HostUsage> Hosts => _hosts.Where(h => h.Points.Count > 0)
        .GroupBy(h => (Component: h.Query.Metric[Component], Instance: h.Query.Metric[Instance], Container: h.Query.Metric[Container]))
        .Where(g => g.Key.Component is not null)
        .Select(g => new HostUsage(g.Key.Component!, g.Key.Instance, g.Key.Container) { CpuRatio = Newest(g, Cpu), MemoryRatio = Newest(g, Memory) });

    public IEnumerable<CloudSeries> Accelerators(string component, string metric) =>
        _accelerators.Where(a => a.Query.Metric[Component] == component && a.Query.Metric.Name == metric);

    public double? At(string component, string metric, string stat, long minute) =>
        _byComponent.TryGetValue((component, metric, stat), out var series) && series.Points.TryGetValue(minute, out var value) ? value : null;

    /// <summary>The newest minute with a value; null for none.</summary>
    public long? Newest(string component, string metric, string stat) =>
        _byComponent.TryGetValue((component, metric, stat), out var series) && series.Points.Count > 0 ? series.Points.Keys.Max() : null;

    /// <summary>Of how many the samples of a metric are; null for none lately.</summary>
    public double? Count(string component, string metric, SampleCounting counting) =>
        _byComponent.TryGetValue((component, metric, SampleCount), out var series) ? counting.Count(series.Points) : null;

    /// <summary>Instances of all variants of an endpoint; null where none reported lately.</summary>
    public double? Instances(string endpoint, SampleCounting counting)
    {
        var counts = _endpoints.Where(e => e.Query.Metric[Endpoint] == endpoint).Select(e => counting.Count(e.Points)).OfType<double>().ToList();
        return counts.Count == 0 ? null : counts.Sum();
    }

    public IEnumerable<string> EndpointNames => _endpoints.Select(e => e.Query.Metric[Endpoint]!).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Traffic of one minute; null where CloudWatch has none.</summary>
    public TrafficMinute? Traffic(string component, long minute)
    {
        var requests = At(component, Invocations, Sum, minute);
        var latency = Latency(component, minute);
        if (requests is null && latency is null)
            return null;
        return new(component, minute) { Requests = (long?)requests ?? (long)latency!.Count, Errors = Errors(component, minute), Latency = latency };
    }

    private static double? Newest(IEnumerable<CloudSeries> series, string metric) =>
        series.FirstOrDefault(s => s.Query.Metric.Name == metric) is { } one ? one.Points[one.Points.Keys.Max()] / Percent : null;

    private Dictionary<string, long> Errors(string component, long minute)
    {
        var client = (long)(At(component, ClientErrors, Sum, minute) ?? 0);
        var server = (long)(At(component, ServerErrors, Sum, minute) ?? 0);
        var model = (long)(At(component, ModelErrors, Sum, minute) ?? 0) - client - server;
        return new[] { ("4xx", client), ("5xx", server), ("model", model) }.Where(e => e.Item2 > 0).ToDictionary(e => e.Item1, e => e.Item2);
    }

    private LatencyStatistics? Latency(string component, long minute)
    {
        var stats = PullPlan.LatencyStats.Select(s => At(component, SageMakerNames.Latency, s, minute)).ToList();
        return stats.All(s => s is not null) && stats[0] > 0
            ? new(stats[0]!.Value, stats[1]!.Value, stats[2]!.Value, stats[3]!.Value, stats[4]!.Value, stats[5]!.Value, stats[6]!.Value)
            : null;
    }
}
