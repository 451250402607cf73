using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class GaugesTests
{
    private const string Engine = "model_name=\"m\",instance=\"a:8000\"";
    private const string Gpu = "inference_component=\"m\",UUID=\"GPU-1\",gpu=\"0\",pod=\"p\"";

    private static readonly long s_at = GatewayHost.Now.ToUnixTimeMilliseconds();

    [Fact]
    public async Task Gauges_of_one_engine_and_moment_make_one_sample()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await new SeriesWriter()
            .Add("vllm:num_requests_running", Engine + ",engine=\"0\"", (s_at, 7))
            .Add("vllm:num_requests_running", Engine + ",engine=\"1\"", (s_at, 2))
            .Add("vllm:num_requests_waiting", Engine + ",engine=\"0\"", (s_at, 3))
            .Add("vllm:gpu_cache_usage_perc", Engine + ",engine=\"0\"", (s_at, 0.5))
            .SendAsync(host);

        Assert.Equal(204, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Equal(2, host.Pipeline.Engines.Count);
        Assert.Contains(
            new EngineSample { Component = "m", Copy = "a:8000", TimestampMs = s_at, RequestsRunning = 7, RequestsWaiting = 3, KvCacheUsageRatio = 0.5, Source = TelemetrySource.RemoteWrite },
            host.Pipeline.Engines);
        Assert.Contains(host.Pipeline.Engines, e => e is { Copy: "a:8000/1", RequestsRunning: 2, RequestsWaiting: null });
    }

    [Fact]
    public async Task Sglangs_gauges_are_taken()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter()
            .Add("sglang:num_running_reqs", Engine, (s_at, 4))
            .Add("sglang:num_queue_reqs", Engine, (s_at, 9))
            .Add("sglang:token_usage", Engine, (s_at, 0.25))
            .SendAsync(host);

        Assert.Equal((4L, 9L, 0.25), Assert.Single(host.Pipeline.Engines) is var e ? (e.RequestsRunning, e.RequestsWaiting, e.KvCacheUsageRatio) : default);
    }

    [Fact]
    public async Task Gauges_of_one_gpu_make_one_sample_in_its_units()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter()
            .Add("DCGM_FI_DEV_GPU_UTIL", Gpu, (s_at, 75))
            .Add("DCGM_FI_PROF_GR_ENGINE_ACTIVE", Gpu, (s_at, 0.5))
            .Add("DCGM_FI_DEV_FB_USED", Gpu, (s_at, 1000))
            .Add("DCGM_FI_DEV_FB_FREE", Gpu, (s_at, 2500))
            .Add("DCGM_FI_DEV_FB_RESERVED", Gpu, (s_at, 500))
            .Add("DCGM_FI_DEV_GPU_TEMP", Gpu, (s_at, 61))
            .Add("DCGM_FI_DEV_POWER_USAGE", Gpu, (s_at, 250.5))
            .SendAsync(host);

        Assert.Equal(
            new GpuSample { Component = "m", Copy = "p", Gpu = "GPU-1", TimestampMs = s_at, UtilizationRatio = 0.75, MemoryUsedMiB = 1000, MemoryTotalMiB = 4000, TemperatureC = 61, PowerW = 250.5, Source = TelemetrySource.RemoteWrite },
            Assert.Single(host.Pipeline.Gpus));
    }

    [Fact]
    public async Task What_one_request_lacks_is_filled_in_from_the_request_before()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter().Add("DCGM_FI_DEV_FB_FREE", Gpu, (s_at, 3000)).Add("vllm:num_requests_running", Engine, (s_at, 7)).SendAsync(host);
        await new SeriesWriter().Add("DCGM_FI_DEV_FB_USED", Gpu, (s_at, 1000)).Add("vllm:num_requests_waiting", Engine, (s_at + 15_000, 3)).SendAsync(host);

        Assert.Equal((1000d, 4000d), Assert.Single(host.Pipeline.Gpus) is var gpu ? (gpu.MemoryUsedMiB, gpu.MemoryTotalMiB) : default);
        Assert.Equal((7L, 3L), (host.Pipeline.Engines[1].RequestsRunning, host.Pipeline.Engines[1].RequestsWaiting));
    }

    [Fact]
    public async Task A_gauge_that_has_ended_or_is_old_is_missing()
    {
        await using var host = await GatewayHost.StartAsync();

        await new SeriesWriter().Add("vllm:num_requests_running", Engine, (s_at, 7)).Add("vllm:kv_cache_usage_perc", Engine, (s_at, 0.5)).SendAsync(host);
        await new SeriesWriter().Add("vllm:num_requests_running", Engine, (s_at + 15_000, SeriesWriter.Stale)).Add("vllm:num_requests_waiting", Engine, (s_at + 15_000, 3)).SendAsync(host);
        await new SeriesWriter().Add("vllm:num_requests_waiting", Engine, (s_at + 135_001, 4)).SendAsync(host);

        Assert.Equal((null, 3L, 0.5), (host.Pipeline.Engines[1].RequestsRunning, host.Pipeline.Engines[1].RequestsWaiting, host.Pipeline.Engines[1].KvCacheUsageRatio));
        Assert.Equal((null, 4L, null), (host.Pipeline.Engines[2].RequestsRunning, host.Pipeline.Engines[2].RequestsWaiting, host.Pipeline.Engines[2].KvCacheUsageRatio));
    }
}
