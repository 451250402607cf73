namespace Plimsoll.Cli.Tests.Replay;

public class ReplayOutputTests
{
    private const string Trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46,374,44\n2023-11-16 19:15:46,374,44\n";

    [Fact]
    public async Task Piped_output_is_plain_lines()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(Trace);
        var run = new CliRun();

        await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url, "--speed", "60x");

        Assert.DoesNotContain('\u001b', run.Out);
        Assert.StartsWith(
            $"{Path.GetFileName(file.Path)}: 2 records over 01:00:00 to {server.Url}/, moved by ", run.OutLines[0], StringComparison.Ordinal);
        Assert.Contains("2 of 2 records, 0 records/s, 00:00:00 left", run.OutLines);
        Assert.Equal(
            ["sent", "accepted", "duplicates", "rejected", "not delivered", "retries", "seconds", "records/s"],
            run.OutLines[2..].Select(l => l[..16].TrimEnd()));
        Assert.Equal(("2", "60.00"), (run.Summary("sent"), run.Summary("seconds")));
    }

    [Fact]
    public async Task A_terminal_shows_a_bar_with_its_rate()
    {
        await using var server = await RecordingServer.StartAsync();
        using var file = new TemporaryFile(Trace);
        var run = new CliRun { OnTerminal = true };

        var code = await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", "--to", server.Url);

        Assert.Equal(0, code);
        Assert.Contains("━━━", run.Out, StringComparison.Ordinal);
        Assert.Contains("100%", run.Out, StringComparison.Ordinal);
    }
}
