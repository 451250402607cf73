using IronSnappy;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Ingest.RemoteWrite;

public class WriteEndpointTests
{
    private const string Path = "/api/v1/write";
    private const string Type = "application/x-protobuf";

    private static readonly long s_at = GatewayHost.Now.ToUnixTimeMilliseconds();

    [Fact]
    public async Task Only_the_elected_server_of_a_cluster_counts()
    {
        await using var host = await GatewayHost.StartAsync();

        await Running("a", 1).SendAsync(host);
        Assert.Equal(204, (await Running("b", 2).SendAsync(host)).Status);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await Running("b", 3).SendAsync(host);

        Assert.Equal([1, 3], host.Pipeline.Engines.Select(e => e.RequestsRunning));
        var metrics = await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("plimsoll_gateway_remote_write_samples_total{result=\"other_replica\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("plimsoll_gateway_remote_write_ha_failovers_total 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_beyond_the_bound_are_left_out_and_counted()
    {
        var remoteWrite = new RemoteWriteOptions { HighAvailability = new() { MaxClusters = 1 } };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { RemoteWrite = remoteWrite });

        await Running("a", 1).SendAsync(host);
        await new SeriesWriter().Add("vllm:num_requests_running", "cluster=\"other\",__replica__=\"a\",model_name=\"m\"", (s_at, 5)).SendAsync(host);

        Assert.Single(host.Pipeline.Engines);
        Assert.Contains("result=\"too_many_clusters\"} 1\n", await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_component_is_named_by_the_first_configured_label_that_is_there()
    {
        var remoteWrite = new RemoteWriteOptions { ComponentLabels = ["deployment", "model_name"], CopyLabels = ["node"] };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { RemoteWrite = remoteWrite });

        await new SeriesWriter()
            .Add("vllm:num_requests_running", "deployment=\"d\",model_name=\"m\",node=\"n\"", (s_at, 1))
            .Add("vllm:num_requests_running", "model_name=\"m\"", (s_at, 1))
            .Add("vllm:num_requests_running", "instance=\"i\"", (s_at, 1))
            .SendAsync(host);

        Assert.Equal([("d", "n"), ("m", null)], host.Pipeline.Engines.Select(e => (e.Component, e.Copy)));
        Assert.Contains("result=\"no_component\"} 1\n", await host.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_row_is_answered_400_and_the_others_are_taken()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await new SeriesWriter()
            .Add("vllm:kv_cache_usage_perc", "model_name=\"m\",instance=\"a\"", (s_at, 7))
            .Add("vllm:kv_cache_usage_perc", "model_name=\"m\",instance=\"b\"", (s_at, 0.7))
            .SendAsync(host);

        Assert.Equal((400, "rejected_rows"), (answer.Status, answer.Code));
        Assert.StartsWith("1 of 2 rows were rejected, the others were taken: kv_cache_usage_ratio 7 is not between 0 and 1", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(0.7, Assert.Single(host.Pipeline.Engines).KvCacheUsageRatio);
    }

    [Theory]
    [InlineData("", "zstd", 415)]
    [InlineData("", null, 415)]
    [InlineData("FF", "snappy", 400)]
    [InlineData("03080A", "snappy", 400)]
    [InlineData("030801FFFFFF", "snappy", 400)]
    public async Task What_is_no_write_request_is_refused(string hex, string? encoding, int status)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync(Path, Convert.FromHexString(hex), Type, encoding);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.Type));
        Assert.NotEmpty(answer.Detail!);
        Assert.Equal(0, host.Pipeline.Outstanding);
    }

    [Theory]
    [InlineData("2.0.0", Type)]
    [InlineData("0.1.0", "application/x-protobuf;proto=io.prometheus.write.v2.Request")]
    public async Task Another_version_of_the_protocol_is_refused_by_name(string version, string type)
    {
        await using var host = await GatewayHost.StartAsync();
        host.Client.DefaultRequestHeaders.Add("X-Prometheus-Remote-Write-Version", version);

        var answer = await host.PostAsync(Path, Snappy.Encode(Running("a", 1).ToBytes()), type, "snappy");

        Assert.Equal(415, answer.Status);
        Assert.Contains("remote write 1.0", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_above_the_bound_is_refused_before_anything_is_decompressed()
    {
        var ingest = new IngestOptions { MaxBodyBytes = 100_000, MaxDecompressedBytes = 200_000 };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { Ingest = ingest });

        var answer = await host.PostAsync(Path, Snappy.Encode(new byte[200_001]), Type, "snappy");
        var lying = await host.PostAsync(Path, [0x80, 0xF1, 0x04, 0x00], Type, "snappy");

        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Code));
        Assert.Equal((400, "bad_compression"), (lying.Status, lying.Code));
    }

    [Fact]
    public async Task More_samples_than_the_bound_are_refused_whole()
    {
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { Ingest = new() { MaxRecordsPerRequest = 2 } });

        var answer = await new SeriesWriter().Add("go_goroutines", "a=\"b\"", (s_at, 1), (s_at + 1, 1), (s_at + 2, 1)).SendAsync(host);

        Assert.Equal((413, "too_many_rows"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_server_is_told_to_retry_when_nothing_can_be_taken()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.Answer = _ => Task.FromResult<SubmitResult>(new SubmitResult.Unavailable("The disk is full.", TimeSpan.FromSeconds(5)));

        var answer = await Running("a", 1).SendAsync(host);

        Assert.Equal((503, "5"), (answer.Status, answer.RetryAfter));
    }

    [Fact]
    public async Task An_overloaded_gateway_says_when_to_come_again()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.OverloadedFor = TimeSpan.FromSeconds(2);

        var answer = await Running("a", 1).SendAsync(host);

        Assert.Equal((429, "2"), (answer.Status, answer.RetryAfter));
    }

    private static SeriesWriter Running(string replica, int running) => new SeriesWriter()
        .Add("vllm:num_requests_running", $"cluster=\"c\",__replica__=\"{replica}\",model_name=\"m\"", (s_at + running, running));
}
