using Plimsoll.SageMaker;
using Plimsoll.Support.CloudWatch;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>The metrics that SageMaker publishes of an inference component, under the dimensions that it gives them.</summary>
internal static class SageMakerTraffic
{
    private static readonly string[] s_traffic =
    [
        "Invocations", "InvocationsPerCopy", "ConcurrentRequestsPerCopy", "ConcurrentRequestsPerModel", "Invocation4XXErrors", "Invocation5XXErrors",
        "InvocationModelErrors", "ModelLatency", "OverheadLatency",
    ];

    private static readonly string[] s_hardware =
        ["CPUUtilizationNormalized", "MemoryUtilizationNormalized", "GPUUtilizationNormalized", "GPUMemoryUtilizationNormalized"];

    /// <summary>OverheadLatency is the one that has no percentiles.</summary>
    public static void Publish(SageMakerMetrics metrics, string component)
    {
        var dimensions = new Dictionary<string, string> { [SageMakerNames.Component] = component };
        foreach (var metric in s_traffic)
            metrics.Add(SageMakerNames.Traffic, metric, dimensions, (at, stat) => metric == "OverheadLatency" && stat[0] == 'p' ? null : 10 + at.Minute);
        foreach (var metric in s_hardware)
            metrics.Add(SageMakerNames.Components, metric, dimensions, (at, _) => 10 + at.Minute);
    }
}
