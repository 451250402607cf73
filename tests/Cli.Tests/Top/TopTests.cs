namespace Plimsoll.Cli.Tests.Top;

public class TopTests
{
    private const string Fleet = """
        {"components":[
          {"component":"calm","state":"active","requests_per_second":12.5,"error_ratio":0,"ttft_p95_ms":420,"output_tokens_per_second":1234,"gpu_utilization_ratio":0.5,"cost_per_hour":3.5},
          {"component":"busy","state":"active","requests_per_second":99,"error_ratio":0.02,"ttft_p95_ms":1420,"output_tokens_per_second":4},
          {"component":"gone","state":"silent","requests_per_second":0,"output_tokens_per_second":0},
          {"component":"asleep","state":"idle","requests_per_second":0,"output_tokens_per_second":0},
          {"component":"broken\u001b[2J","state":"failing","requests_per_second":3,"error_ratio":1,"output_tokens_per_second":0}
        ]}
        """;

    [Fact]
    public async Task What_needs_attention_stands_first()
    {
        await using var gateway = await CannedGateway.StartAsync(Fleet);
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("top", "--once", "--to", gateway.Url));
        Assert.Equal(["COMPONENT", "broken", "gone", "busy", "calm", "asleep"], run.OutLines.Select(l => l.Split(' ', '�')[0]));
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Equal("calm        active    12.5    420 ms  1,234      0%  50%     –   $3.50", run.OutLines[4]);
        Assert.Equal("/api/v1/components", gateway.Asked.Single());
    }

    [Fact]
    public async Task Little_does_not_pass_for_nothing()
    {
        await using var gateway = await CannedGateway.StartAsync(
            """{"components":[{"component":"slow","state":"active","requests_per_second":0.003,"error_ratio":0.00001,"output_tokens_per_second":0,"cost_per_hour":0.001}]}""");
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("top", "--once", "--to", gateway.Url));
        Assert.Equal("slow       active  <0.01         –      0  <0.01%    –     –  <$0.01", run.OutLines[1]);
    }

    [Fact]
    public async Task Through_a_pipe_it_looks_again_after_each_interval_until_ended()
    {
        using var end = new CancellationTokenSource();
        await using var gateway = await CannedGateway.StartAsync(n =>
        {
            if (n == 3)
                end.Cancel();
            return n == 1 ? (503, "text/plain", "") : (200, "application/json", Fleet);
        });
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync(["top", "--interval", "5s", "--to", gateway.Url], end.Token));
        Assert.Equal(2, run.OutLines.Count(l => l.StartsWith("COMPONENT", StringComparison.Ordinal)));
        Assert.Contains("503 Service Unavailable", run.OutLines);
        Assert.Equal(15, (run.Time.GetUtcNow() - CliRun.Now).TotalSeconds);
    }

    [Fact]
    public async Task On_a_terminal_the_table_is_drawn_in_place()
    {
        using var end = new CancellationTokenSource();
        await using var gateway = await CannedGateway.StartAsync(n =>
        {
            if (n == 2)
                end.Cancel();
            return (200, "application/json", Fleet);
        });
        var run = new CliRun { OnTerminal = true };
        Assert.Equal(0, await run.RunAsync(["top", "--to", gateway.Url], end.Token));
        Assert.Contains("Ctrl-C ends", run.Out, StringComparison.Ordinal);
        Assert.Contains("failing", run.Out, StringComparison.Ordinal);
        Assert.Contains("\u001b[", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, "TOK/S ", "COST/H ")]
    [InlineData(42, "REQ/S ", "TTFT P95 ")]
    [InlineData(24, "STATE ", "REQ/S ")]
    public async Task On_a_narrow_terminal_a_row_stays_one_line_and_columns_make_way(int width, string shown, string other)
    {
        using var end = new CancellationTokenSource();
        await using var gateway = await CannedGateway.StartAsync(n =>
        {
            if (n == 2)
                end.Cancel();
            return (200, "application/json", Fleet);
        });
        var run = new CliRun { OnTerminal = true, Width = width };
        Assert.Equal(0, await run.RunAsync(["top", "--to", gateway.Url], end.Token));
        Assert.Contains(shown, run.Out, StringComparison.Ordinal);
        Assert.Equal(width == 100, run.Out.Contains(other, StringComparison.Ordinal));
        Assert.Contains(run.OutLines, l => l.Contains("calm", StringComparison.Ordinal) && l.Contains("active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_comes_from_the_named_variable()
    {
        await using var gateway = await CannedGateway.StartAsync(Fleet);
        var run = new CliRun();
        run.Environment["KEY"] = "secret";
        Assert.Equal(0, await run.RunAsync("top", "--once", "--to", gateway.Url, "--api-key-env", "KEY"));
        Assert.Equal("Bearer secret", gateway.Authorization);
    }

    [Theory]
    [InlineData(401, "application/problem+json", """{"detail":"No API key was sent."}""", "401 Unauthorized: No API key was sent.")]
    [InlineData(200, "text/html", "<html>", "an answer that is not the gateway's; is --to right?")]
    public async Task Refusal_is_said_and_ends_with_1(int status, string type, string body, string said)
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (status, type, body));
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("top", "--once", "--to", gateway.Url));
        Assert.Equal(said, run.Error.Trim());
    }

    [Fact]
    public async Task Interval_has_to_be_a_time()
    {
        var run = new CliRun();
        Assert.Equal(2, await run.RunAsync("top", "--interval", "often"));
        Assert.Contains("--interval: 'often' is not a time such as 2s or 1m", run.Error, StringComparison.Ordinal);
    }
}
