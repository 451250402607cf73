using System.Text.Json;

namespace Plimsoll.Cli.Tests.Interactions;

public class InteractionsTests
{
    private const string Row = """{"position":"1.2.3.4","request_id":"r-1","component":"chat","timestamp":"2026-03-04T10:00:00+00:00","ttft_ms":182,"total_latency_ms":2140,"input_tokens":1412,"output_tokens":118,"finish_reason":"stop","safety_flags":[]}""";
    private const string Failed = """{"position":"1.2.3.5","request_id":null,"trace_id":"0af7651916cd43dd8448eb211c80319c","component":"chat","timestamp":"2026-03-04T09:00:00+00:00","error_type":"timeout","safety_flags":["toxicity"]}""";

    [Fact]
    public async Task Requests_are_shown_as_aligned_columns()
    {
        await using var gateway = await CannedGateway.StartAsync(Page(null, Row, Failed));
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("interactions", "--to", gateway.Url));
        Assert.Equal(
        [
            "ENDED (UTC)          COMPONENT  REQUEST                           RESULT            TTFT   TOTAL     IN  OUT  FLAGS",
            "2026-03-04 10:00:00  chat       r-1                               stop            182 ms  2.14 s  1,412  118",
            "2026-03-04 09:00:00  chat       0af7651916cd43dd8448eb211c80319c  error: timeout       –       –      –    –  toxicity",
        ], run.OutLines);
    }

    [Fact]
    public async Task Every_condition_reaches_the_gateway()
    {
        await using var gateway = await CannedGateway.StartAsync(Page(null));
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync(
            "interactions", "--component", "a/b c", "--failed", "--flagged", "--judged", "--slow", "--session", "s&1", "--request-id", "r", "--trace-id", "t",
            "--since", "1h", "--until", "30m", "--limit", "7", "--to", gateway.Url));
        Assert.Equal(
            "/api/v1/interactions?component=a%2Fb%20c&request_id=r&trace_id=t&session=s%261&failed=true&flagged=true&judged=true&slow=true&from=-1h&to=-30m&limit=7",
            gateway.Asked.Single());
        Assert.Equal("No request matches.", run.Out.Trim());
    }

    [Fact]
    public async Task Slow_takes_a_time()
    {
        await using var gateway = await CannedGateway.StartAsync(Page(null));
        Assert.Equal(0, await new CliRun().RunAsync("interactions", "--slow", "5s", "--to", gateway.Url));
        Assert.Equal("/api/v1/interactions?slow=5s&limit=50", gateway.Asked.Single());
    }

    [Fact]
    public async Task Pages_are_followed_until_the_limit_or_the_end()
    {
        await using var gateway = await CannedGateway.StartAsync(n => (200, "application/json", n < 2 ? Page($"{n}.0.0.0", Row) : Page(null, Row)));
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("interactions", "--json", "--to", gateway.Url));
        Assert.Equal(3, run.OutLines.Length);
        Assert.All(run.OutLines, l => Assert.Equal("r-1", JsonDocument.Parse(l).RootElement.GetProperty("request_id").GetString()));
        Assert.EndsWith("limit=48&cursor=1.0.0.0", gateway.Asked.Last(), StringComparison.Ordinal);

        var limited = new CliRun();
        Assert.Equal(0, await limited.RunAsync("interactions", "--json", "--limit", "1", "--to", gateway.Url));
        Assert.Single(limited.OutLines);
    }

    [Fact]
    public async Task Gateway_that_is_not_there_ends_with_1()
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("interactions", "--to", "http://127.0.0.1:1"));
        Assert.Contains("127.0.0.1:1 cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit", "0", "--limit: '0' is not a whole number from 1 to 100000")]
    [InlineData("--since", "1y", "--since: '1y' is not a time such as 30m or 1h")]
    public async Task Wrong_option_is_named(string option, string value, string said)
    {
        var run = new CliRun();
        Assert.Equal(2, await run.RunAsync("interactions", option, value));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    private static string Page(string? next, params string[] rows) =>
        $$"""{"interactions":[{{string.Join(',', rows)}}],"next":{{(next is null ? "null" : $"\"{next}\"")}},"truncated":false,"scanned_bytes":1}""";
}
