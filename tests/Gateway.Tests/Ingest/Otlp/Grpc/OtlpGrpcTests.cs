using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Protos;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Otlp.Metrics;

namespace Plimsoll.Gateway.Tests.Ingest.Otlp.Grpc;

public class OtlpGrpcTests
{
    private static readonly PlimsollOptions s_options = GatewayHost.Options with { OtlpGrpc = "127.0.0.1:0" };

    private static ExportTraceRequest Chat => Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_and_metrics_are_taken_compressed_or_not(bool gzip)
    {
        await using var host = await GatewayHost.StartAsync(s_options);

        var traces = await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat, gzip);
        var metrics = await GrpcCall.SendAsync(host, GrpcCall.Metrics, MetricRequests.Of(
            MetricRequests.Counter("gen_ai.client.inference.usage.input_tokens", 9, ("gen_ai.request.model", "m"))), gzip);

        Assert.Equal(("0", "0"), (traces.Status, metrics.Status));
        Assert.Null(traces.Read<ExportTraceResponse>().PartialSuccess);
        Assert.Null(metrics.Read<ExportMetricsResponse>().PartialSuccess);
        Assert.Equal("m", Assert.Single(host.Pipeline.Records).Component);
        Assert.Equal(9, Assert.Single(host.Pipeline.Aggregates).Value);
    }

    [Fact]
    public async Task What_was_rejected_is_told_as_a_partial_success()
    {
        await using var host = await GatewayHost.StartAsync(s_options);

        var answer = await GrpcCall.SendAsync(host, GrpcCall.Traces, Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"))));

        Assert.Equal("0", answer.Status);
        Assert.Equal(1, answer.Read<ExportTraceResponse>().PartialSuccess.RejectedSpans);
    }

    [Fact]
    public async Task An_exporter_is_told_to_come_again_when_nothing_can_be_taken()
    {
        await using var host = await GatewayHost.StartAsync(s_options);
        host.Pipeline.Answer = _ => Task.FromResult<SubmitResult>(new SubmitResult.Unavailable("The disk is 100% full.", TimeSpan.FromSeconds(5)));
        var full = await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat);
        host.Pipeline.OverloadedFor = TimeSpan.FromSeconds(2);
        var overloaded = await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat);

        Assert.Equal(("14", "The disk is 100%25 full.", TimeSpan.FromSeconds(5)), (full.Status, full.Message, full.RetryAfter));
        Assert.Equal(("14", TimeSpan.FromSeconds(2)), (overloaded.Status, overloaded.RetryAfter));
    }

    [Theory]
    [InlineData("", "3")]
    [InlineData("00000000", "3")]
    [InlineData("0000000009", "3")]
    [InlineData("0200000000", "3")]
    [InlineData("00000000000000000000", "3")]
    [InlineData("0000000001ff", "3")]
    [InlineData("0100000001ff", "12")]
    public async Task What_is_no_export_is_refused(string body, string status)
    {
        await using var host = await GatewayHost.StartAsync(s_options);

        Assert.Equal(status, (await GrpcCall.SendAsync(host, GrpcCall.Traces, Convert.FromHexString(body))).Status);
    }

    [Fact]
    public async Task A_message_that_decompresses_beyond_the_bound_is_refused_for_good()
    {
        var options = s_options with { Ingest = new() { MaxBodyBytes = 2000, MaxDecompressedBytes = 4000 } };
        await using var host = await GatewayHost.StartAsync(options);
        var large = Spans.Request(Spans.Make(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"), ("long", new string('x', 5000))));

        var compressed = await GrpcCall.SendAsync(host, GrpcCall.Traces, large, gzip: true);
        var plain = await GrpcCall.SendAsync(host, GrpcCall.Traces, large);

        Assert.Equal(("8", "8"), (compressed.Status, plain.Status));
        Assert.Null(plain.Details);
        Assert.Equal(0, host.Pipeline.Outstanding);
    }

    [Fact]
    public async Task Key_comes_as_metadata()
    {
        var key = new ApiKeyOptions("k", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("secret"))), ["ingest"]);
        await using var host = await GatewayHost.StartAsync(s_options with { ApiKeys = [key, key with { Name = "reader", Sha256 = Convert.ToHexStringLower(SHA256.HashData("other"u8)), Scopes = ["read"] }] });

        Assert.Equal("16", (await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat)).Status);
        Assert.Equal("16", (await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat, metadata: ("x-api-key", "wrong"))).Status);
        Assert.Equal("7", (await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat, metadata: ("x-api-key", "other"))).Status);
        Assert.Equal("0", (await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat, metadata: ("x-api-key", "secret"))).Status);
        Assert.Equal("0", (await GrpcCall.SendAsync(host, GrpcCall.Traces, Chat, metadata: ("authorization", "Bearer secret"))).Status);
    }

    [Fact]
    public async Task Services_that_are_not_otlp_are_not_implemented()
    {
        await using var host = await GatewayHost.StartAsync(s_options);

        Assert.Equal("12", (await GrpcCall.SendAsync(host, "/grpc.health.v1.Health/Check", GrpcCall.Frame([], 0))).Status);
    }

    [Fact]
    public async Task The_port_of_grpc_serves_nothing_else_and_the_main_port_no_grpc()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        await using var host = await GatewayHost.StartAsync(s_options with { OtlpGrpc = $"127.0.0.1:{port}" });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/api/v1/components") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        Assert.Equal("not_on_this_port", (await host.SendAsync(request)).Code);
        Assert.Equal((415, "not_grpc"), await PostToMainAsync(host));
    }

    [Fact]
    public async Task A_taken_port_does_not_keep_the_gateway_from_starting()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();

        await using var host = await GatewayHost.StartAsync(s_options with { OtlpGrpc = $"{squatter.LocalEndpoint}" });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        Assert.Equal(200, (await host.SendAsync(request)).Status);
    }

    private static async Task<(int, string?)> PostToMainAsync(GatewayHost host)
    {
        var answer = await host.PostAsync(GrpcCall.Traces, [], "application/json");
        return (answer.Status, answer.Code);
    }
}
