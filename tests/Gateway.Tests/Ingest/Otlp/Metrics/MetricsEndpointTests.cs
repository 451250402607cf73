using System.Text;
using Google.Protobuf;
using Plimsoll.Aggregation;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

public class MetricsEndpointTests
{
    private const string Protobuf = "application/x-protobuf";

    private static readonly (string, string)[] s_chat = [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m")];

    [Fact]
    public async Task Metrics_that_tell_nothing_of_a_component_are_taken_and_counted_as_ignored()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await SendAsync(host, MetricRequests.Counter("http.requests", 3), MetricRequests.Histogram("gen_ai.client.operation.duration", "s", 1, ("gen_ai.operation.name", "invoke_agent")));

        Assert.Equal((200, 0), (answer.Status, answer.Body.Length));
        Assert.Empty(host.Pipeline.Aggregates);
        Assert.Contains("plimsoll_gateway_ignored_points_total{format=\"otlp_metrics\"} 2", await host.Client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Point_that_cannot_be_counted_costs_only_itself_and_the_answer_says_why()
    {
        await using var host = await GatewayHost.StartAsync();
        var broken = MetricRequests.Histogram("gen_ai.server.time_to_first_token", "s", 1, s_chat);
        broken.Histogram.DataPoints[0].Count = 9;

        var answer = await SendAsync(
            host, MetricRequests.Histogram("gen_ai.client.operation.duration", "s", 6, s_chat), broken,
            MetricRequests.Histogram("gen_ai.client.operation.time_to_first_chunk", "weeks", 1, s_chat),
            MetricRequests.Gauge("gen_ai.client.inference.usage.input_tokens", 5, s_chat),
            MetricRequests.Histogram("gen_ai.client.operation.time_per_output_chunk", "s", 1));

        var partial = ExportMetricsResponse.Parser.ParseFrom(answer.Body).PartialSuccess;
        Assert.Equal((200, 4), (answer.Status, partial.RejectedDataPoints));
        Assert.Contains("bucketCounts make 3 together, and count is 9", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("unit of gen_ai.client.operation.time_to_first_chunk must be s, ms, us or ns", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("gen_ai.client.inference.usage.input_tokens must not be a gauge", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("component is missing or empty", partial.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal([AggregateTarget.Requests, AggregateTarget.Distribution], host.Pipeline.Aggregates.Select(a => a.Target));
    }

    [Fact]
    public async Task Both_dialects_at_once_count_once()
    {
        await using var host = await GatewayHost.StartAsync();

        await SendAsync(
            host, MetricRequests.Histogram("gen_ai.client.operation.duration", "s", 6, s_chat),
            MetricRequests.Histogram("gen_ai.client.token.usage", "{token}", 90, [.. s_chat, ("gen_ai.token.type", "input")]),
            MetricRequests.Counter("gen_ai.client.inference.usage.input_tokens", 90, s_chat),
            MetricRequests.Counter("gen_ai.client.inference.usage.cache_read.input_tokens", 40, s_chat),
            MetricRequests.Histogram("gen_ai.client.inference.duration", "s", 6, s_chat));

        var view = Counted.View(host.Pipeline, "m");
        Assert.Equal((3, 90, 40), (view.Requests, view.InputTokens, view.CachedInputTokens));
        Assert.Equal((3, 2000.0), (view.Quantiles["total_latency_ms"].Count, view.Quantiles["total_latency_ms"].Mean!.Value));
        Assert.Equal(3, view.DataQuality.SeriesSuperseded);
    }

    [Fact]
    public async Task Place_where_a_json_request_is_misshapen_is_named()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync("/v1/metrics", """{"resourceMetrics":[{"scopeMetrics":5}]}""", "application/json");

        Assert.Equal("scopeMetrics must be an array of objects.", answer.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Point_that_is_rejected_counts_with_nothing_of_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var broken = MetricRequests.Histogram("gen_ai.server.request.duration", "s", 6, s_chat);
        broken.Histogram.DataPoints[0].ExplicitBounds[0] = 5;

        var answer = await SendAsync(host, broken);

        Assert.Equal(1, ExportMetricsResponse.Parser.ParseFrom(answer.Body).PartialSuccess.RejectedDataPoints);
        Assert.Empty(host.Pipeline.Aggregates);
    }

    [Fact]
    public async Task Exponential_histogram_with_more_buckets_than_are_kept_is_taken_at_a_coarser_scale()
    {
        await using var host = await GatewayHost.StartAsync();
        var point = new ExponentialPoint { StartTimeUnixNano = MetricRequests.Start, TimeUnixNano = MetricRequests.End, Count = 2048, Sum = 4096, Scale = 8, Positive = new() { Offset = -1024 } };
        point.Positive.BucketCounts.AddRange(Enumerable.Repeat(1UL, 2048));
        var metric = Exponential();
        metric.Exponential.DataPoints[0] = point;
        point.Attributes.Add(MetricRequests.Histogram("x", "s", 1, s_chat).Histogram.DataPoints[0].Attributes);

        var answer = await SendAsync(host, metric);

        Assert.Empty(answer.Body);
        var taken = host.Pipeline.Aggregates.Single(a => a.Target == AggregateTarget.Distribution).Distribution!;
        Assert.Equal((6, -256, 512, 2048L, 4096.0), (taken.Scale, taken.Offset, taken.Counts.Count, taken.Count, taken.Sum));
        Assert.All(taken.Counts, c => Assert.Equal(4, c));
    }

    [Theory]
    [InlineData("ms", 6000)]
    [InlineData("us", 6_000_000)]
    public async Task Latencies_come_in_other_units_too(string unit, double sum)
    {
        await using var host = await GatewayHost.StartAsync();

        await SendAsync(host, MetricRequests.Histogram("gen_ai.server.request.duration", unit, sum, s_chat));

        var sample = host.Pipeline.Aggregates.Single(a => a.Target == AggregateTarget.Distribution);
        Assert.Equal((Measure.Total, 6.0), (sample.Measure, Math.Round(sample.Distribution!.Sum, 9)));
        Assert.Equal(6 / sum, sample.Distribution.Bounds![1], 12);
    }

    [Fact]
    public async Task Engine_that_a_collector_scraped_gives_counts_and_gauges_of_its_copy()
    {
        await using var host = await GatewayHost.StartAsync();
        (string, string)[] engine = [("model_name", "gpt-oss-20b"), ("engine", "0")];

        await host.PostAsync("/v1/metrics", MetricRequests.Of([("service.name", "vllm"), ("service.instance.id", "10.0.0.1:8000")],
            MetricRequests.Gauge("vllm:num_requests_running", 4, engine),
            MetricRequests.Gauge("vllm:kv_cache_usage_perc", 0.25, engine),
            MetricRequests.Gauge("vllm:num_requests_running", 2, ("model_name", "gpt-oss-20b"), ("engine", "1")),
            MetricRequests.Counter("vllm:request_success_total", 7, [.. engine, ("finished_reason", "stop")])).ToByteArray(), Protobuf);

        Assert.Equal([("10.0.0.1:8000", 4L, 0.25), ("10.0.0.1:8000/1", 2L, null)],
            host.Pipeline.Engines.Select(e => (e.Copy!, e.RequestsRunning!.Value, e.KvCacheUsageRatio)));
        Assert.Equal([(AggregateTarget.Requests, null, 7L), (AggregateTarget.FinishReason, "stop", 7)],
            host.Pipeline.Aggregates.Select(a => (a.Target, a.Name, a.Value)));
        Assert.All(host.Pipeline.Aggregates, a => Assert.Equal(("gpt-oss-20b", "10.0.0.1:8000", (long?)null, AggregateFamily.Engine), (a.Component, a.Copy, a.StartMs, a.Family)));
    }

    [Fact]
    public async Task Processes_that_do_not_tell_themselves_apart_are_told_apart_by_their_start()
    {
        await using var host = await GatewayHost.StartAsync();
        var first = MetricRequests.Counter("gen_ai.client.inference.usage.output_tokens", 10, s_chat);
        var second = first.Clone();
        second.Sum.DataPoints[0].StartTimeUnixNano += MetricRequests.Second;

        await SendAsync(host, first, second);

        Assert.Equal(20, Counted.View(host.Pipeline, "m").OutputTokens);
    }

    [Fact]
    public async Task Gpu_readings_are_put_together()
    {
        await using var host = await GatewayHost.StartAsync();
        (string, string)[] gpu = [("plimsoll.component", "m"), ("UUID", "GPU-1"), ("pod", "p")];

        await SendAsync(host, MetricRequests.Gauge("DCGM_FI_DEV_GPU_UTIL", 40, gpu), MetricRequests.Gauge("DCGM_FI_DEV_FB_USED", 1000, gpu), MetricRequests.Gauge("DCGM_FI_DEV_FB_FREE", 3000, gpu));

        var reading = Assert.Single(host.Pipeline.Gpus);
        Assert.Equal(("GPU-1", "p", 0.4, 1000.0, 4000.0), (reading.Gpu, reading.Copy!, reading.UtilizationRatio!.Value, reading.MemoryUsedMiB!.Value, reading.MemoryTotalMiB!.Value));
    }

    [Theory]
    [InlineData("{\"resourceMetrics\":[}", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("{\"resourceMetrics\":5}", "application/json", 400)]
    [InlineData("{\"resourceMetrics\":[7]}", "application/json", 400)]
    [InlineData("{\"resourceMetrics\":[{\"scopeMetrics\":{}}]}", "application/json", 400)]
    [InlineData("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":\"x\"}]}]}", "application/json", 400)]
    [InlineData("{\"resourceMetrics\":null}", "application/json", 200)]
    [InlineData("{\"other\":5}", "application/json", 200)]
    [InlineData("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"x\",\"sum\":{\"dataPoints\":[3]}}]}]}]}", "application/json", 200)]
    [InlineData("\n\u0005abc", Protobuf, 400)]
    [InlineData("", Protobuf, 200)]
    [InlineData("x", "text/plain", 415)]
    public async Task What_is_no_metrics_request_is_refused(string body, string type, int status)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(status, (await host.PostAsync("/v1/metrics", body, type)).Status);
    }

    [Fact]
    public async Task Mutilated_requests_never_fail_the_gateway()
    {
        await using var host = await GatewayHost.StartAsync();
        var random = new Random(3);
        var request = MetricRequests.Of(MetricRequests.Histogram("gen_ai.client.operation.duration", "s", 6, s_chat), MetricRequests.Counter("vllm:prompt_tokens_total", 9, ("model_name", "m")), Exponential());
        var protobuf = request.ToByteArray();
        var json = Encoding.UTF8.GetBytes("""
            {"resourceMetrics":[{"scopeMetrics":[{"scope":{"name":"x"},"metrics":[
              {"name":"gen_ai.client.operation.duration","unit":"s","histogram":{"aggregationTemporality":2,"dataPoints":[{"attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"m"}}],
                "count":"1","sum":0.5,"bucketCounts":["0",1],"explicitBounds":[0.25],"startTimeUnixNano":"1795176000000000000","timeUnixNano":"1795176001000000000"}]}},
              {"name":"gen_ai.server.time_to_first_token","unit":"s","exponentialHistogram":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA","dataPoints":[{"count":1,"sum":0.5,"scale":3,"positive":{"offset":-9,"bucketCounts":["1"]},"timeUnixNano":1795176001000000000}]}}]}]}]}
            """);
        for (var round = 0; round < 300; round++)
        {
            var body = round % 2 == 0 ? (byte[])json.Clone() : (byte[])protobuf.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)random.Next(256);

            var answer = await host.PostAsync("/v1/metrics", body, round % 2 == 0 ? "application/json" : Protobuf);

            Assert.True(answer.Status is 200 or 400, $"round {round}: {answer.Status} {answer.Text}");
        }
        Assert.Equal(0, host.Pipeline.Outstanding);
    }

    private static Metric Exponential()
    {
        var point = new ExponentialPoint { StartTimeUnixNano = MetricRequests.Start, TimeUnixNano = MetricRequests.End, Count = 2, Sum = 1, Scale = 20, Positive = new() { Offset = -1048577, BucketCounts = { 2 } } };
        return new Metric { Name = "gen_ai.server.time_to_first_token", Unit = "s", Exponential = new ExponentialData { Temporality = 1, DataPoints = { point } } };
    }

    private static Task<Answer> SendAsync(GatewayHost host, params Metric[] metrics) =>
        host.PostAsync("/v1/metrics", MetricRequests.Of(metrics).ToByteArray(), Protobuf);
}
