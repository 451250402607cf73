using Plimsoll.SageMaker;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.SageMaker;

public class PullPlanTests
{
    private static readonly CloudMetric[] s_metrics =
    [
        new(SageMakerNames.Traffic, "Invocations", Of((SageMakerNames.Component, "a"))),
        new(SageMakerNames.Traffic, "Invocations", Of((SageMakerNames.Endpoint, "e"), ("VariantName", "v"))),
        new(SageMakerNames.Traffic, "ModelLatency", Of((SageMakerNames.Component, "a"))),
        new(SageMakerNames.Traffic, "Invocations", Of((SageMakerNames.Component, "a"), (SageMakerNames.Instance, "i-1"))),
        new(SageMakerNames.Components, "GPUUtilizationNormalized", Of((SageMakerNames.Component, "a"))),
        new(SageMakerNames.Components, "GPUUtilizationNormalized", Of((SageMakerNames.Component, "a"), (SageMakerNames.Endpoint, "e"), (SageMakerNames.Instance, "i-1"), ("AcceleratorId", "0"))),
        new(SageMakerNames.Components, "GPUUtilizationNormalized", Of((SageMakerNames.Component, "b"), ("GpuId", "gpu_0"))),
        new(SageMakerNames.Components, "DiskUtilization", Of((SageMakerNames.Component, "a"))),
        new(SageMakerNames.Endpoints, "CPUUtilizationNormalized", Of((SageMakerNames.Endpoint, "e"), ("VariantName", "v"))),
    ];

    [Fact]
    public void A_request_is_read_once_though_several_dimensions_tell_of_it()
    {
        var queries = PullPlan.Queries(s_metrics);

        Assert.Single(queries, q => q.Metric.Name == "Invocations");
        Assert.Equal(PullPlan.LatencyStats, queries.Where(q => q.Metric.Name == "ModelLatency").Select(q => q.Stat));
        Assert.DoesNotContain(queries, q => q.Metric.Name == "DiskUtilization");
        Assert.Equal(queries, PullPlan.Queries(s_metrics.Reverse()));
    }

    [Fact]
    public void Accelerators_are_told_apart_by_either_name()
    {
        Assert.Equal("e", Assert.Single(PullPlan.EndpointsOf(s_metrics)).Value);
        var minute = 7L;
        var series = new PulledSeries(PullPlan.Queries(s_metrics).Select(q => new CloudSeries(q, new Dictionary<long, double> { [minute] = q.Metric["GpuId"] is null ? 55 : 20 }, true)));

        var rows = new GpuRows(series, new(minute, TimeSpan.FromSeconds(60)), minute);
        var a = Assert.Single(rows.Of("a", "e", new(4, null, 1_000)));
        var b = Assert.Single(rows.Of("b", null, null));

        Assert.Equal(("i-1/0", "e", 0.55, 8 * 60_000 - 1), (a.Gpu, a.Endpoint, a.UtilizationRatio!.Value, a.TimestampMs));
        Assert.Equal(("gpu_0", 0.2), (b.Gpu, b.UtilizationRatio!.Value));
    }

    [Fact]
    public void Gpus_that_are_only_counted_are_as_many_as_samples_say()
    {
        var metrics = new[] { new CloudMetric(SageMakerNames.Components, "GPUUtilizationNormalized", Of((SageMakerNames.Component, "a"))) };
        var series = new PulledSeries(PullPlan.Queries(metrics).Select(q => new CloudSeries(q, new Dictionary<long, double> { [7] = q.Stat == "SampleCount" ? 18 : 40 }, true)));

        var gpus = new GpuRows(series, new(7, TimeSpan.FromSeconds(10)), 7).Of("a", null, null).ToList();

        Assert.Equal(["gpu_0", "gpu_1", "gpu_2"], gpus.Select(g => g.Gpu));
        Assert.All(gpus, g => Assert.Equal(0.4, g.UtilizationRatio!.Value, 9));
    }

    [Fact]
    public void Requests_under_way_are_a_reading_of_the_engine()
    {
        var metrics = new[] { new CloudMetric(SageMakerNames.Traffic, "ConcurrentRequestsPerModel", Of((SageMakerNames.Component, "a"))) };
        var series = new PulledSeries(PullPlan.Queries(metrics).Select(q => new CloudSeries(q, new Dictionary<long, double> { [6] = 9, [7] = 4 }, true)));

        var engine = EngineRows.Of(series, "a", 6)!;

        Assert.Equal((4L, 8 * 60_000L - 1, TelemetrySource.CloudWatch), (engine.RequestsRunning, engine.TimestampMs, engine.Source));
        Assert.Null(EngineRows.Of(series, "a", 7));
        Assert.Null(EngineRows.Of(series, "b", 6));
    }

    [Fact]
    public void Cpu_and_memory_are_told_apart_by_instance_and_container()
    {
        var container = Of((SageMakerNames.Component, "a"), (SageMakerNames.Instance, "i-1"), ("ContainerId", "c-1"));
        CloudMetric[] metrics =
        [
            new(SageMakerNames.Components, "CPUUtilizationNormalized", Of((SageMakerNames.Component, "a"))),
            new(SageMakerNames.Components, "CPUUtilizationNormalized", container),
            new(SageMakerNames.Components, "MemoryUtilizationNormalized", container),
        ];
        var series = new PulledSeries(PullPlan.Queries(metrics).Select(q => new CloudSeries(q, new Dictionary<long, double> { [7] = q.Metric.Name[0] == 'C' ? 25 : 50 }, true)));

        Assert.Equal(
            [new HostUsage("a", null, null) { CpuRatio = 0.25 }, new HostUsage("a", "i-1", "c-1") { CpuRatio = 0.25, MemoryRatio = 0.5 }],
            series.Hosts.OrderBy(h => h.Instance, StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Of(params (string Name, string Value)[] dimensions) => dimensions.ToDictionary(d => d.Name, d => d.Value);
}
