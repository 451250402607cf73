namespace Plimsoll.Cli.Tests.Readiness;

public class ReadyCommandTests
{
    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 1)]
    [InlineData(302, 1)]
    public async Task Exit_code_says_whether_it_is_ready(int status, int code)
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (status, "text/plain", ""));
        Assert.Equal(code, await new CliRun().RunAsync("ready", "--to", gateway.Url));
        Assert.Equal(["/readyz"], gateway.Asked);
    }

    [Fact]
    public async Task Nobody_there_is_not_ready()
    {
        var cli = new CliRun();
        Assert.Equal(1, await cli.RunAsync("ready", "--to", "http://127.0.0.1:1"));
        Assert.StartsWith("plimsoll: http://127.0.0.1:1/ does not answer: ", cli.Error, StringComparison.Ordinal);
    }
}
