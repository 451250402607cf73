namespace Plimsoll.Cli.Tests.Erasing;

public class EraseTests
{
    private const string Erased = """{"rows":12,"texts":3,"verdicts":2,"judgements":1,"annotations":1,"sessions":1,"audit_lines":4,"unreadable":0}""";

    [Fact]
    public async Task Steps_are_told_and_the_proof_says_what_was_searched()
    {
        string[] answers = [Answer("running", "learning"), Answer("running", "journal"), Over("done", null, found: 0)];
        await using var gateway = await CannedGateway.StartAsync(n => (n == 0 ? 202 : 200, "application/json", answers[n]));
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("erase", "--user", "jane", "--to", gateway.Url));

        Assert.Equal(["/api/v1/erasures", "/api/v1/erasures/e1", "/api/v1/erasures/e1"], gateway.Asked);
        Assert.Equal(["learning ...", "journal ..."], run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains(run.OutLines, l => l.StartsWith("rows of the journal", StringComparison.Ordinal) && l.EndsWith("12", StringComparison.Ordinal));
        Assert.Contains("checkpoints      7  1,234      0", run.OutLines);
        Assert.Equal("Erased: neither the id nor its pseudonym was found in any form.", run.OutLines[^1]);
        Assert.DoesNotContain("jane", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("incomplete", "found", 2, "found in 2 places")]
    [InlineData("incomplete", "deliveries_outstanding", 0, "on its way")]
    [InlineData("failed", "IOException", 0, "IOException")]
    public async Task What_is_not_finished_fails_and_says_why(string state, string reason, int found, string says)
    {
        await using var gateway = await CannedGateway.StartAsync(Over(state, reason, found));
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("erase", "--user", "jane", "--to", gateway.Url));
        Assert.Contains(says, run.OutLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_is_required()
    {
        Assert.Equal(2, await new CliRun().RunAsync("erase"));
    }

    private static string Answer(string state, string step) =>
        $$"""{"id":"e1","state":"{{state}}","step":"{{step}}","done":0,"erased":{{Erased}},"searched":[],"id_searched":false,"found":0}""";

    private static string Over(string state, string? reason, int found) =>
        $$"""{"id":"e1","state":"{{state}}","step":"finished","done":0,"reason":{{(reason is null ? "null" : $"\"{reason}\"")}},"finished_at":"2026-03-04T10:20:30Z","erased":{{Erased}},"searched":[{"place":"checkpoints","files":7,"bytes":1234,"found":{{found}}}],"id_searched":true,"found":{{found}}}""";
}
