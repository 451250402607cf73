namespace Plimsoll.Cli.Tests.Baselines;

public class ResetBaselineTests
{
    [Fact]
    public async Task A_reset_is_asked_for_by_name_and_told()
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (204, "", ""));
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("reset-baseline", "chat/eu", "--reason", "meant", "--to", gateway.Url));

        Assert.Equal(["/api/v1/components/chat%2Feu/drift/reset"], gateway.Asked);
        Assert.Equal("The baseline of 'chat/eu' begins with the next hour.", run.OutLines[0]);
    }

    [Fact]
    public async Task A_refusal_fails_in_the_gateways_words()
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (409, "application/problem+json", """{"detail":"An alert on drift of 'chat' fires"}"""));
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("reset-baseline", "chat", "--to", gateway.Url));
        Assert.Contains("An alert on drift of 'chat' fires", run.Error, StringComparison.Ordinal);
    }
}
