using System.Text.Json;
using Plimsoll.Publishing;

namespace Plimsoll.EndToEnd.Tests.Grafana;

/// <summary>Every query of the dashboards on CloudWatch asks for something that Plimsoll or SageMaker publishes, in a way that has an answer.</summary>
public sealed class CloudWatchDashboardTests
{
    private const string Component = "$component";

    private static readonly string[] s_statistics = ["Average", "Sum", "Minimum", "Maximum", "p50", "p95", "p99"];
    private static readonly string[] s_judged = ["composite", "safety", "relevance", "professional_tone", "retrieval_relevance", "faithfulness"];

    /// <summary>Of each namespace the dimension that names the component, and the metrics.</summary>
    private static readonly Dictionary<string, (string Dimension, HashSet<string> Metrics)> s_published = new()
    {
        [new CloudWatchSettings().Namespace] = ("Component", [.. PublishedMetrics.Default]),
        [new CloudWatchSettings().QualityNamespace.Replace(CloudWatchSettings.ComponentPlace, Component, StringComparison.Ordinal)] =
            ("InferenceComponentName", [QualityMetrics.Judged, QualityMetrics.EvaluationLatency, .. s_judged.Select(d => QualityMetrics.Name(d, new Dictionary<string, string>())).SelectMany(n => new[] { n, n + "_lower", n + "_upper" })]),
        ["AWS/SageMaker"] = ("InferenceComponentName",
        [
            "Invocations", "InvocationsPerCopy", "ConcurrentRequestsPerCopy", "ConcurrentRequestsPerModel", "Invocation4XXErrors", "Invocation5XXErrors",
            "InvocationModelErrors", "ModelLatency", "OverheadLatency",
        ]),
        ["/aws/sagemaker/InferenceComponents"] = ("InferenceComponentName",
            ["CPUUtilizationNormalized", "MemoryUtilizationNormalized", "GPUUtilizationNormalized", "GPUMemoryUtilizationNormalized"]),
    };

    [Fact]
    public void Every_query_asks_for_what_is_published()
    {
        Assert.NotEmpty(Dashboards.Targets("cloudwatch"));
        Assert.All(Dashboards.Targets("cloudwatch"), asked =>
        {
            var (space, metric) = (Text(asked.Target, "namespace"), Text(asked.Target, "metricName"));
            Assert.True(s_published.TryGetValue(space, out var published), $"{asked.Panel}: nobody publishes to {space}");
            Assert.True(published.Metrics.Contains(metric), $"{asked.Panel}: {space} has no {metric}");
            var dimension = Assert.Single(asked.Target.GetProperty("dimensions").EnumerateObject());
            Assert.Equal((published.Dimension, Component), (dimension.Name, dimension.Value.GetString()));
            Assert.Contains(Text(asked.Target, "statistic"), s_statistics);
        });
    }

    [Fact]
    public void Percentiles_are_asked_only_of_metrics_that_have_them() =>
        Assert.All(Dashboards.Targets("cloudwatch").Where(t => Text(t.Target, "statistic")[0] == 'p'), asked =>
            Assert.True(Text(asked.Target, "metricName") is "ModelLatency" or QualityMetrics.EvaluationLatency || Text(asked.Target, "namespace") == new CloudWatchSettings().Namespace, asked.Panel));

    private static string Text(JsonElement target, string name) => target.GetProperty(name).GetString()!;
}
