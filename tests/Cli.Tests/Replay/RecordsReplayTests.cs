using System.Text.Json;

namespace Plimsoll.Cli.Tests.Replay;

public class RecordsReplayTests
{
    private const string First = """{"component":"chat","timestamp":"2026-01-01T00:00:10Z","request_id":"r1","ttft_ms":12.5,"labels":{"a":"b"}}""";
    private const string Second = """{"component":"code","timestamp":1767225612500,"total_latency_ms":900,"stages":[{"name":"x","ms":1}]}""";

    [Theory]
    [InlineData(First + "\n" + Second + "\n")]
    [InlineData("\uFEFF" + First + "\r\n\r\n" + Second)]
    [InlineData("[" + First + "," + Second + "]")]
    [InlineData("\n\n [\n" + First + ",\n" + Second + "]\n")]
    public async Task Lines_and_arrays_arrive_with_every_field(string text)
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(text);
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "records", "--to", server.Url);

        Assert.Equal(0, code);
        Assert.Equal(["chat", "code"], server.Records.Select(r => r.GetProperty("component").GetString()));
        Assert.Equal("""{"a":"b"}""", server.Records[0].GetProperty("labels").GetRawText());
        Assert.Equal(12.5, server.Records[0].GetProperty("ttft_ms").GetDouble());
        Assert.Equal(1, server.Records[1].GetProperty("stages")[0].GetProperty("ms").GetInt32());
        Assert.Equal([10_000, 12_500], server.Records.Select(r => r.GetProperty("timestamp").GetInt64() % 60_000));
        Assert.StartsWith("r1~", server.Records[0].GetProperty("request_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_on_the_command_line_replaces_the_recorded_one()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(First + "\n" + Second);

        await new CliRun().RunAsync("replay", file.Path, "--format", "records", "--component", "canary", "--to", server.Url);

        Assert.Equal(["canary", "canary"], server.Records.Select(r => r.GetProperty("component").GetString()));
    }

    [Fact]
    public async Task A_repeat_in_the_file_stays_a_repeat()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(First + "\n" + First);
        var run = new CliRun();

        await run.RunAsync("replay", file.Path, "--format", "records", "--to", server.Url);

        Assert.Equal(("1", "1"), (run.Summary("accepted"), run.Summary("duplicates")));
    }

    [Theory]
    [InlineData(First + "\n{broken\n" + Second, "2: not valid JSON at byte 1", 2)]
    [InlineData(First + "\n17\n" + Second, "2: a record is a JSON object, not Number", 2)]
    [InlineData(First + "\n{\"component\":\"chat\"}\n" + Second, "2: timestamp is missing", 2)]
    [InlineData(First + "\n{\"timestamp\":\"noon\"}\n" + Second, "2: timestamp is neither RFC 3339 nor milliseconds since 1970", 2)]
    [InlineData("[" + First + ",\n{broken}," + Second + "]", "2: not valid JSON at line 2; nothing after it can be read", 1)]
    public async Task A_record_that_cannot_be_read_is_named(string text, string error, int accepted)
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(text);
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "records", "--to", server.Url);

        Assert.Equal(1, code);
        Assert.Contains($"{file.Path}:{error}", run.OutLines);
        Assert.Equal(accepted, server.Records.Count);
        Assert.Equal("1", run.Summary("rejected"));
    }

    [Fact]
    public async Task Numbers_are_sent_as_they_were_written()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile("""{"component":"c","timestamp":1767225612500,"ttft_ms":0.10000000000000000001}""");

        await new CliRun().RunAsync("replay", file.Path, "--format", "records", "--to", server.Url);

        Assert.Equal("0.10000000000000000001", server.Records[0].GetProperty("ttft_ms").GetRawText());
        Assert.Equal(JsonValueKind.Number, server.Records[0].GetProperty("timestamp").ValueKind);
    }
}
