using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Ingest;

public class OtherKindsTests
{
    [Fact]
    public async Task Gpu_readings_are_taken()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/api/v1/gpu", """
            [{"component":"chat","timestamp":1795176000000,"endpoint":"prod","copy":"c1","gpu":"GPU-1","utilization_ratio":0.75,
              "memory_used_mib":1000,"memory_total_mib":4000,"memory_reserved_mib":2000,"memory_allocated_mib":1500,"temperature_c":61.5,"power_w":250},
             {"component":"chat","timestamp":1795176000000,"gpu":"GPU-2","utilization_ratio":75}]
            """);

        Assert.Equal(1, answer.Json.GetProperty("accepted").GetInt32());
        Assert.Equal("utilization_ratio", answer.Json.GetProperty("rejected")[0].GetProperty("field").GetString());
        var gpu = Assert.Single(host.Pipeline.Gpus);
        Assert.Equal(("chat", "prod", "c1", "GPU-1", 1795176000000), (gpu.Component, gpu.Endpoint, gpu.Copy, gpu.Gpu, gpu.TimestampMs));
        Assert.Equal(0.25, gpu.MemoryFragmentationRatio);
        Assert.Equal((0.75, 1000d, 4000d, 61.5, 250d), (gpu.UtilizationRatio, gpu.MemoryUsedMiB, gpu.MemoryTotalMiB, gpu.TemperatureC, gpu.PowerW));
    }

    [Fact]
    public async Task Engine_gauges_are_taken()
    {
        await using var host = await GatewayHost.StartAsync();

        await host.PostAsync("/api/v1/engine", """{"component":"chat","timestamp":1795176000000,"copy":"c1","requests_running":7,"requests_waiting":3,"kv_cache_usage_ratio":0.5}""");

        var engine = Assert.Single(host.Pipeline.Engines);
        Assert.Equal(("chat", "c1", 7L, 3L, 0.5), (engine.Component, engine.Copy, engine.RequestsRunning, engine.RequestsWaiting, engine.KvCacheUsageRatio));
    }

    [Fact]
    public async Task Host_readings_are_taken()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/api/v1/hosts", """
            [{"component":"chat","timestamp":1795176000000,"host":"n1","copy":"c1","memory_used_mib":1000,"memory_total_mib":4000,
              "disk_read_mib_per_s":1.5,"disk_write_mib_per_s":2,"network_receive_mib_per_s":3,"network_transmit_mib_per_s":4,"model_load_ms":41000.5},
             {"component":"chat","timestamp":1795176000000,"host":"n1","memory_used_mib":-1},
             {"component":"chat","timestamp":1795176000000,"host":"n1","disk_read_mib_per_s":"fast"}]
            """);

        Assert.Equal(["memory_used_mib", "disk_read_mib_per_s"], answer.Json.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("field").GetString()));
        var sample = Assert.Single(host.Pipeline.Hosts);
        Assert.Equal(("chat", "n1", "c1", 1795176000000), (sample.Component, sample.Host, sample.Copy, sample.TimestampMs));
        Assert.Equal((1000d, 4000d, 1.5, 2d, 3d, 4d, 41000.5), (sample.MemoryUsedMiB, sample.MemoryTotalMiB, sample.DiskReadMiBPerS, sample.DiskWriteMiBPerS, sample.NetworkReceiveMiBPerS, sample.NetworkTransmitMiBPerS, sample.ModelLoadMs));
    }

    [Fact]
    public async Task Feedback_is_taken_with_the_user_as_a_hash()
    {
        await using var host = await GatewayHost.StartAsync();

        await host.PostAsync("/api/v1/feedback", """{"component":"chat","request_id":"r1","timestamp":1795176000000,"rating":4.5,"thumbs_up":true,"regenerated":true,"accepted":true,"reported":true,"user_id":"u1","model_version":"3"}""");

        var feedback = Assert.Single(host.Pipeline.Feedbacks);
        Assert.Equal(("chat", "r1", 4.5, true, "3"), (feedback.Component, feedback.RequestId, feedback.Rating, feedback.ThumbsUp, feedback.ModelVersion));
        Assert.True(feedback is { Regenerated: true, Accepted: true, Reported: true });
        Assert.Equal(GatewayHost.Hash.Hash64("u1"u8), feedback.UserHash);
    }

    [Fact]
    public async Task Outcomes_are_taken_and_need_to_say_success_or_not()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/api/v1/outcomes", """
            {"component":"chat","request_id":"r1","timestamp":1795176000000,"success":false,"task":"book","model_version":"3"}
            {"component":"chat","timestamp":1795176000000}
            """);

        var outcome = Assert.Single(host.Pipeline.Outcomes);
        Assert.Equal(("chat", "r1", false, "book", "3"), (outcome.Component, outcome.RequestId, outcome.Success, outcome.Task, outcome.ModelVersion));
        Assert.Equal("success is required", answer.Json.GetProperty("rejected")[0].GetProperty("reason").GetString());
    }
}
