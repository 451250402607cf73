using static Plimsoll.SageMaker.SageMakerNames;

namespace Plimsoll.SageMaker;

/// <summary>Which statistics are asked for, given the metrics that there are.</summary>
public static class PullPlan
{
    public static readonly IReadOnlyList<string> LatencyStats = [SampleCount, Average, Minimum, "p50", "p90", "p99", Maximum];

    /// <summary>Namespaces to list, with the dimension that matters in each.</summary>
    public static readonly IReadOnlyList<(string Namespace, string Dimension)> Lists = [(Traffic, Component), (SageMakerNames.Components, Component), (Endpoints, Endpoint)];

    /// <summary>Sorted, so that the same metrics give the same queries.</summary>
    public static IReadOnlyList<CloudQuery> Queries(IEnumerable<CloudMetric> metrics) =>
    [
        .. metrics.SelectMany(m => Stats(m).Select(s => new CloudQuery(m, s)))
            .OrderBy(q => q.Metric[Component] ?? q.Metric[Endpoint], StringComparer.Ordinal).ThenBy(q => q.Metric.Name, StringComparer.Ordinal)
            .ThenBy(q => string.Join(',', q.Metric.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value)), StringComparer.Ordinal),
    ];

    /// <summary>The endpoint of each component, as far as metrics tell.</summary>
    public static IReadOnlyDictionary<string, string> EndpointsOf(IEnumerable<CloudMetric> metrics) =>
        metrics.Where(m => m[Component] is not null && m[Endpoint] is not null)
            .GroupBy(m => m[Component]!).ToDictionary(g => g.Key, g => g.Select(m => m[Endpoint]!).Min(StringComparer.Ordinal)!, StringComparer.Ordinal);

    /// <summary>CPU or memory of a component as a whole, of its share of an instance, or of one container.</summary>
    private static bool IsHost(CloudMetric metric) => metric.Name is Cpu or Memory && Accelerator(metric) is null;

    private static IReadOnlyList<string> Stats(CloudMetric metric) => metric.Namespace switch
    {
        Traffic when metric.Dimensions.Count == 1 => metric.Name switch
        {
            Invocations or ClientErrors or ServerErrors or ModelErrors => [Sum],
            Latency => LatencyStats,
            Concurrency => [Maximum],
            _ => [],
        },
        SageMakerNames.Components when metric.Dimensions.Count == 1 || Accelerator(metric) is not null => metric.Name switch
        {
            GpuUtilization when metric.Dimensions.Count == 1 => [SampleCount, Average],
            GpuUtilization or GpuMemory or Cpu or Memory => [Average],
            _ => [],
        },
        SageMakerNames.Components when IsHost(metric) => [Average],
        Endpoints when metric.Dimensions.Count == 2 && metric.Name == Cpu => [SampleCount],
        _ => [],
    };
}
