using Plimsoll.Support;

namespace Plimsoll.Cli.Tests.Replay;

public class AzureReplayTests
{
    private const string Trace = """
        TIMESTAMP,ContextTokens,GeneratedTokens
        2023-11-16 18:15:46.6805900,374,44
        2023-11-16 18:15:50.9951690,396,109
        2023-11-16 18:16:20.0000000,879,55
        """;

    [Fact]
    public async Task Rows_arrive_as_records_moved_by_whole_minutes_to_end_now()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(Trace);
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url);

        Assert.Equal(0, code);
        Assert.Equal(["chat"], server.Records.Select(r => r.GetProperty("component").GetString()).Distinct());
        Assert.Equal([374, 396, 879], server.Records.Select(r => r.GetProperty("input_tokens").GetInt32()));
        Assert.Equal([44, 109, 55], server.Records.Select(r => r.GetProperty("output_tokens").GetInt32()));
        Assert.Equal(
            ["2026-03-04T10:19:46.680Z", "2026-03-04T10:19:50.995Z", "2026-03-04T10:20:20.000Z"],
            server.Records.Select(r => DateTimeOffset.FromUnixTimeMilliseconds(r.GetProperty("timestamp").GetInt64()).ToString("yyyy-MM-ddTHH:mm:ss.fffZ")));
    }

    [Theory]
    [InlineData("10:20:20.000", "10:20:20")]
    [InlineData("10:20:19.999", "10:19:20")]
    [InlineData("10:21:19.999", "10:20:20")]
    public async Task The_last_event_is_less_than_a_minute_old_and_never_in_the_future(string now, string last)
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(Trace);
        var run = new CliRun { Time = new SkippingTimeProvider(DateTimeOffset.Parse($"2026-03-04T{now}Z")) };

        await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url);

        var moved = DateTimeOffset.FromUnixTimeMilliseconds(server.Records[^1].GetProperty("timestamp").GetInt64());
        Assert.Equal(DateTimeOffset.Parse($"2026-03-04T{last}Z"), moved);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_counted_and_named_and_the_others_arrive()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(Trace + "\n2023-11-16,1,2\nrubbish\n2023-11-16 18:16:00,x,2\n\n2023-11-16 18:16:01,-5,2\n2023-11-16 18:16:02+00:00,7,8");
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url);

        Assert.Equal(1, code);
        Assert.Equal(4, server.Records.Count);
        Assert.Equal("4", run.Summary("rejected"));
        Assert.Equal("3", run.Summary("unreadable in the file"));
        Assert.Equal("1", run.Summary("input_tokens: negative"));
        Assert.Contains($"{file.Path}:9: input_tokens -5 is negative", run.OutLines);
        Assert.Contains($"{file.Path}:5: TIMESTAMP '2023-11-16' is not a date and time", run.OutLines);
        Assert.Contains($"{file.Path}:6: 1 columns where the header has 3", run.OutLines);
        Assert.Contains($"{file.Path}:7: ContextTokens 'x' is not a whole number", run.OutLines);
    }

    [Fact]
    public async Task Rejections_that_the_gateway_only_counts_are_counted()
    {
        await using var server = await RecordingServer.StartAsync();
        server.ListedRejections = 2;
        using var file = new TemporaryFile(Trace + string.Concat(Enumerable.Repeat("\n2023-11-16 18:16:01,-5,2", 5)));
        var run = new CliRun();

        await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url);

        Assert.Equal(("5", "2", "3"), (run.Summary("rejected"), run.Summary("input_tokens: negative"), run.Summary("not listed by the gateway")));
        Assert.Equal("3", run.Summary("accepted"));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ":1: the first line is not a header with TIMESTAMP, ContextTokens and GeneratedTokens")]
    [InlineData("", ": holds no record")]
    public async Task A_file_without_a_record_fails_and_sends_nothing(string text, string error)
    {
        using var file = new TemporaryFile(text);
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat");

        Assert.Equal(1, code);
        Assert.Equal(file.Path + error, run.Error.TrimEnd());
    }

    [SharedFact("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")]
    public async Task The_published_trace_arrives_whole()
    {
        await using var server = await RecordingServer.StartAsync();
        var run = new CliRun();

        var code = await run.RunAsync(
            "replay", SharedData.TryPath("data", "azure_llm_2023", "AzureLLMInferenceTrace_conv.csv")!,
            "--format", "azure", "--component", "chat", "--to", server.Url);

        Assert.Equal(0, code);
        Assert.Equal("19,366", run.Summary("accepted"));
        Assert.Equal(22_361_870, server.Records.Sum(r => r.GetProperty("input_tokens").GetInt64()));
        Assert.Equal(4_088_665, server.Records.Sum(r => r.GetProperty("output_tokens").GetInt64()));
        var busiest = server.Records.CountBy(r => r.GetProperty("timestamp").GetInt64() / 60_000).Max(m => m.Value);
        Assert.InRange(busiest, 498, 522);
    }
}
