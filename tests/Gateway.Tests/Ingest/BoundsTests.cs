using System.Net.Sockets;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Ingest;

public class BoundsTests
{
    private const string Path = "/api/v1/records";
    private const string Good = """{"component":"chat","timestamp":"2026-11-20T12:00:00Z","input_tokens":10}""";

    private static readonly PlimsollOptions Small = GatewayHost.Options with
    {
        Ingest = new IngestOptions { MaxBodyBytes = 10_000, MaxDecompressedBytes = 100_000, MaxRecordsPerRequest = 3, MaxConcurrentRequests = 1 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_bound_is_refused_with_the_bound(bool chunked)
    {
        await using var host = await GatewayHost.StartAsync(Small);

        var answer = await host.PostAsync(Path, new byte[10_001], chunked: chunked);

        Assert.Equal((413, "application/problem+json", "body_too_large"), (answer.Status, answer.Type, answer.Code));
        Assert.Contains("10000", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_small_body_that_unfolds_beyond_the_bound_is_refused(string encoding)
    {
        await using var host = await GatewayHost.StartAsync(Small);
        var bomb = RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes(new string(' ', 1 << 20)), encoding);

        var answer = await host.PostAsync(Path, bomb, encoding: encoding);

        Assert.True(bomb.Length < 10_000);
        Assert.Equal((413, "body_too_large"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(3_000_000)]
    public async Task A_body_of_just_the_bound_is_taken_whole(int bound)
    {
        var ingest = new IngestOptions { MaxBodyBytes = 10_000, MaxDecompressedBytes = bound };
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { Ingest = ingest });
        var longest = RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes(new string(' ', bound - Good.Length) + Good), "gzip");
        var longer = RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes(new string(' ', bound - Good.Length + 1) + Good), "gzip");

        Assert.Equal(200, (await host.PostAsync(Path, longest, encoding: "gzip")).Status);
        Assert.Equal(413, (await host.PostAsync(Path, longer, encoding: "gzip")).Status);
        Assert.Equal(200, (await host.PostAsync(Path, longest, encoding: "gzip")).Status);
        Assert.Equal(2, host.Pipeline.Records.Count);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Broken_compression_is_the_clients_fault(string encoding)
    {
        await using var host = await GatewayHost.StartAsync(Small);
        var noise = new byte[500];
        new Random(3).NextBytes(noise);

        var answer = await host.PostAsync(Path, noise, encoding: encoding);

        Assert.Equal((400, "bad_compression"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_body_that_was_cut_short_is_refused_wherever_it_was_cut(string encoding)
    {
        await using var host = await GatewayHost.StartAsync(Small);
        var whole = RecordsEndpointTests.Compress(Encoding.UTF8.GetBytes($"{Good}\n{Good}"), encoding);
        Assert.Equal(200, (await host.PostAsync(Path, whole, "application/x-ndjson", encoding)).Status);
        host.Pipeline.Records.Clear();

        for (var length = 1; length < whole.Length; length++)
            Assert.Equal(400, (await host.PostAsync(Path, whole[..length], "application/x-ndjson", encoding)).Status);

        Assert.Empty(host.Pipeline.Records);
    }

    [Fact]
    public async Task An_encoding_that_is_not_known_is_named()
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.PostAsync(Path, "x"u8.ToArray(), encoding: "zstd");

        Assert.Equal((415, "unknown_encoding"), (answer.Status, answer.Code));
        Assert.Contains("'zstd'", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[" + Good + "," + Good + "," + Good + "," + Good + "]")]
    [InlineData(Good + "\n" + Good + "\n" + Good + "\n" + Good)]
    public async Task More_rows_than_the_bound_are_refused_whole(string body)
    {
        await using var host = await GatewayHost.StartAsync(Small);

        var answer = await host.PostAsync(Path, body);

        Assert.Equal((413, "too_many_rows"), (answer.Status, answer.Code));
        Assert.Empty(host.Pipeline.Records);
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    [Fact]
    public async Task Requests_beyond_the_bound_on_concurrency_are_told_to_come_again()
    {
        await using var host = await GatewayHost.StartAsync(Small);
        var release = new TaskCompletionSource<SubmitResult>();
        host.Pipeline.Answer = _ => release.Task;
        var first = host.PostAsync(Path, Good);
        await Eventually.TrueAsync(() => host.Pipeline.Records.Count == 1, "the first request is in");

        var second = await host.PostAsync(Path, Good);
        release.SetResult(new SubmitResult.Accepted(1, 0));

        Assert.Equal((429, "1", "too_many_requests"), (second.Status, second.RetryAfter, second.Code));
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await host.PostAsync(Path, Good)).Status);
    }

    [Fact]
    public async Task Overload_is_answered_429_before_the_body_is_read()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.OverloadedFor = TimeSpan.FromSeconds(2.5);

        var answer = await host.PostAsync(Path, "no json");

        Assert.Equal((429, "3", "overloaded"), (answer.Status, answer.RetryAfter, answer.Code));
    }

    [Fact]
    public async Task A_journal_that_takes_no_more_is_answered_503()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Pipeline.Answer = _ => Task.FromResult<SubmitResult>(new SubmitResult.Unavailable("The disk is full.", TimeSpan.FromSeconds(10)));

        var answer = await host.PostAsync(Path, Good);

        Assert.Equal((503, "10", "The disk is full."), (answer.Status, answer.RetryAfter, answer.Detail));
    }

    [Fact]
    public async Task Before_recovery_is_done_nothing_is_taken()
    {
        var part = new Part();
        await using var host = await GatewayHost.StartAsync(null, part);

        var early = await host.PostAsync(Path, Good);
        part.Ready = true;

        Assert.Equal((503, "not_ready"), (early.Status, early.Code));
        Assert.Contains("reading the journal", early.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await host.PostAsync(Path, Good)).Status);
    }

    [Fact]
    public async Task A_client_that_hangs_up_leaves_nothing_behind()
    {
        await using var host = await GatewayHost.StartAsync(Small);
        var uri = host.Client.BaseAddress!;
        for (var i = 0; i < 3; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, uri.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n[{{"));
        }

        await Eventually.TrueAsync(async () => (await host.PostAsync(Path, Good)).Status == 200, "the only place is free again");
        await Eventually.TrueAsync(() => host.Pipeline.Outstanding == 0, "what was lent is given back");
    }

    private sealed class Part : IReadiness
    {
        public bool Ready { get; set; }
        public string? Why => "reading the journal";
    }
}
