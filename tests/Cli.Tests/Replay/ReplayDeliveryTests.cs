using System.Net;
using System.Net.Sockets;

namespace Plimsoll.Cli.Tests.Replay;

public sealed class ReplayDeliveryTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFile _trace = new(
        "TIMESTAMP,ContextTokens,GeneratedTokens\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"2023-11-16 18:15:4{i},{i},1\n")));

    private RecordingServer _server = null!;

    public async Task InitializeAsync() => _server = await RecordingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _trace.Dispose();

    [Fact]
    public async Task Records_go_out_in_batches_over_one_connection()
    {
        await ReplayAsync(new CliRun(), "--batch", "4");

        Assert.Equal([4, 4, 2], _server.BatchSizes);
        Assert.Single(_server.Connections);
    }

    [Fact]
    public async Task A_replay_repeated_within_the_same_minute_counts_nothing_twice()
    {
        await ReplayAsync(new CliRun());
        var again = new CliRun { Time = new SkippingTimeProvider(CliRun.Now.AddSeconds(10)) };
        await ReplayAsync(again);

        Assert.Equal(("0", "10"), (again.Summary("accepted"), again.Summary("duplicates")));
    }

    [Fact]
    public async Task A_replay_at_another_time_counts_again()
    {
        await ReplayAsync(new CliRun());
        var later = new CliRun { Time = new SkippingTimeProvider(CliRun.Now.AddMinutes(1)) };
        await ReplayAsync(later);

        Assert.Equal("10", later.Summary("accepted"));
    }

    [Fact]
    public async Task An_interrupted_replay_goes_on_with_its_own_shift()
    {
        _server.Intercept = RecordingServer.Answer(request => request == 1, HttpStatusCode.Unauthorized);
        var first = new CliRun();
        var code = await ReplayAsync(first, "--batch", "4");
        var shift = first.Error.Split("--shift ")[1].Split(' ')[0];
        var second = new CliRun { Time = new SkippingTimeProvider(CliRun.Now.AddMinutes(5)) };
        await ReplayAsync(second, "--batch", "4", "--shift", shift);

        Assert.Equal(1, code);
        Assert.Equal(("4", "6"), (first.Summary("sent"), first.Summary("not delivered")));
        Assert.Equal(("6", "4"), (second.Summary("accepted"), second.Summary("duplicates")));
        Assert.Equal(10, _server.Records.Count);
    }

    [Fact]
    public async Task A_shift_into_the_future_is_refused()
    {
        var run = new CliRun();

        Assert.Equal(2, await ReplayAsync(run, "--shift", "999999999"));
        Assert.StartsWith("--shift: 999999999 minutes would move the trace into the future; at most ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_busy_gateway_is_tried_again_when_it_says(HttpStatusCode status)
    {
        _server.Intercept = RecordingServer.Answer(request => request < 2, status, retryAfter: "7");
        var run = new CliRun();

        var code = await ReplayAsync(run);

        Assert.Equal(0, code);
        Assert.Equal(("10", "2"), (run.Summary("accepted"), run.Summary("retries")));
        Assert.Equal(TimeSpan.FromSeconds(14), run.Time.GetUtcNow() - CliRun.Now);
        Assert.Contains(run.OutLines, l => l.StartsWith($"{(int)status} ", StringComparison.Ordinal) && l.EndsWith("; trying again in 7 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_whose_answer_was_lost_is_sent_again_and_counts_once()
    {
        _server.Intercept = (request, context) =>
        {
            if (request == 0)
                context.Abort();
            return request == 0;
        };
        var run = new CliRun();

        Assert.Equal(0, await ReplayAsync(run));
        Assert.Equal(("10", "1"), (run.Summary("accepted"), run.Summary("retries")));
    }

    [Fact]
    public async Task A_gateway_that_stays_unavailable_ends_the_replay_within_two_minutes()
    {
        _server.Intercept = RecordingServer.Answer(request => request > 0, HttpStatusCode.ServiceUnavailable);
        var run = new CliRun();

        var code = await ReplayAsync(run, "--batch", "4");

        Assert.Equal(1, code);
        Assert.Equal(("4", "6"), (run.Summary("sent"), run.Summary("not delivered")));
        Assert.InRange(run.Time.GetUtcNow() - CliRun.Now, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(2));
        Assert.Contains("stopped: 503 Service Unavailable; given up after", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_beyond_the_limit_is_not_waited_for()
    {
        _server.Intercept = RecordingServer.Answer(_ => true, HttpStatusCode.ServiceUnavailable, retryAfter: "3600");
        var run = new CliRun();

        Assert.Equal(1, await ReplayAsync(run));
        Assert.Equal(CliRun.Now, run.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_refused_connection_is_retried_and_then_reported()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
        closed.Stop();
        var run = new CliRun();

        var code = await run.RunAsync("replay", _trace.Path, "--format", "azure", "--component", "chat", "--to", url);

        Assert.Equal(1, code);
        Assert.Equal("10", run.Summary("not delivered"));
        Assert.Contains($"stopped: {new Uri(url).Authority} cannot be reached (ConnectionError); given up after", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refused_request_is_not_tried_again(HttpStatusCode status)
    {
        _server.Intercept = RecordingServer.Answer(_ => true, status);

        Assert.Equal(1, await ReplayAsync(new CliRun()));
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_gateways_is_reported()
    {
        _server.Intercept = RecordingServer.Answer(_ => true, HttpStatusCode.OK);
        var run = new CliRun();

        Assert.Equal(1, await ReplayAsync(run));
        Assert.Contains("200 with an answer that is not the gateway's", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_key_of_a_variable_is_sent_and_never_shown()
    {
        var run = new CliRun { Environment = { ["KEY"] = "s3cret-s3cret" } };

        await ReplayAsync(run, "--api-key-env", "KEY");

        Assert.Equal(["Bearer s3cret-s3cret"], _server.Authorizations);
        Assert.DoesNotContain("s3cret", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_prints_the_summary_so_far()
    {
        using var interrupt = new CancellationTokenSource();
        _server.Intercept = (request, context) =>
        {
            if (request == 1)
                interrupt.Cancel();
            return false;
        };
        var run = new CliRun();

        var code = await run.RunAsync(Args("--batch", "4"), interrupt.Token);

        Assert.Equal(1, code);
        Assert.Equal(("4", "6"), (run.Summary("sent"), run.Summary("not delivered")));
        Assert.StartsWith("stopped: interrupted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slower_speed_keeps_the_pace_and_dates_no_record_in_the_future()
    {
        using var slow = new TemporaryFile(
            "TIMESTAMP,ContextTokens,GeneratedTokens\n"
            + string.Concat(Enumerable.Range(0, 30).Select(i => $"2023-11-16 18:{15 + (i / 2)}:{10 + (i % 2 * 30)},1,1\n")));
        var run = new CliRun();
        var early = 0;
        _server.Intercept = (_, _) =>
        {
            early += _server.Records.Count(r => r.GetProperty("timestamp").GetInt64() > run.Time.GetUtcNow().ToUnixTimeMilliseconds());
            return false;
        };

        await run.RunAsync("replay", slow.Path, "--format", "azure", "--component", "chat", "--to", _server.Url, "--speed", "60x");

        Assert.Equal(30, _server.Records.Count);
        Assert.Equal(0, early);
        Assert.Equal(TimeSpan.FromSeconds(14.5), run.Time.GetUtcNow() - CliRun.Now);
        var last = DateTimeOffset.FromUnixTimeMilliseconds(_server.Records[^1].GetProperty("timestamp").GetInt64());
        Assert.InRange(run.Time.GetUtcNow() - last, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    private Task<int> ReplayAsync(CliRun run, params string[] more) => run.RunAsync(Args(more));

    private string[] Args(params string[] more) =>
        ["replay", _trace.Path, "--format", "azure", "--component", "chat", "--to", _server.Url, .. more];
}
