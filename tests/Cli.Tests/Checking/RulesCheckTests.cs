namespace Plimsoll.Cli.Tests.Checking;

public class RulesCheckTests
{
    [Fact]
    public async Task Good_rules_are_summarised_with_what_they_ask()
    {
        using var file = new TemporaryFile("""
            rules:
              - { name: slow, when: latency.total.p95 > 5s for 3m, priority: P1, channels: [oncall] }
              - { name: refusing, when: responses.refused > 20%, notify: false }
            """);
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("check", file.Path));
        Assert.Equal(
            [
                "ok: 2 rules",
                "slow: P1 when latency.total.p95 > 5s for 3m, kept 10m, to oncall",
                "refusing: P2 when responses.refused > 20% for 10m, kept 30m, shown only",
            ],
            run.OutLines);
    }

    [Fact]
    public async Task Error_in_an_expression_is_shown_at_its_column()
    {
        using var file = new TemporaryFile("rules:\n  - name: slow\n    when: latency.total.p95 > 5 for 3m\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.StartsWith($"{file.Path}:3:31: rules[0].when: '5' stands where latency.total.p95 is compared with", Assert.Single(run.OutLines), StringComparison.Ordinal);
    }
}
