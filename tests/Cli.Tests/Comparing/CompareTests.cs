namespace Plimsoll.Cli.Tests.Comparing;

public class CompareTests
{
    private const string Errors = """{"measure":"errors","unit":"share","verdict":"worse","text":"worse by 0.04 [0.031, 0.049]","worse_by":0.04,"lower":0.031,"upper":0.049,"margin":0.01,"mean_a":0.01,"mean_b":0.05,"count_a":20000,"count_b":20000}""";
    private const string Ttft = """{"measure":"ttft","unit":"milliseconds","verdict":"not_worse","text":"not worse within 9","worse_by":0.2,"lower":-1,"upper":2,"margin":9,"mean_a":180.4,"mean_b":180.6,"count_a":20000,"count_b":20000}""";
    private const string Cost = """{"measure":"cost","unit":"dollars","verdict":"undecided","text":"undecided, about 900 more","margin":0.1,"more":900,"mean_a":2,"mean_b":2.0312,"count_a":20000,"count_b":20000}""";

    [Fact]
    public async Task Every_measure_has_both_means_and_what_can_be_said()
    {
        await using var gateway = await CannedGateway.StartAsync(Answer("worse", Errors, Ttft, Cost));
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("compare", "v1", "v2", "--component", "a/b", "--by", "variant", "--to", gateway.Url));

        Assert.Equal("/api/v1/compare?a=v1&b=v2&component=a%2Fb&by=variant", gateway.Asked.Single());
        Assert.Equal(
        [
            "v2 is worse than v1",
            "MEASURE              v1      v2  VERDICT",
            "errors             0.01    0.05  worse by 0.04 [0.031, 0.049]",
            "ttft (ms)           180     181  not worse within 9",
            "cost ($ per 1000)     2  2.0312  undecided, about 900 more",
        ], run.OutLines);
    }

    [Theory]
    [InlineData("worse", 1)]
    [InlineData("not_worse", 0)]
    [InlineData("undecided", 0)]
    public async Task Only_a_worse_version_fails_and_only_when_asked_to(string verdict, int code)
    {
        await using var gateway = await CannedGateway.StartAsync(Answer(verdict, Errors));

        Assert.Equal(code, await new CliRun().RunAsync("compare", "v1", "v2", "--fail-if-worse", "--to", gateway.Url));
        Assert.Equal(0, await new CliRun().RunAsync("compare", "v1", "v2", "--to", gateway.Url));
    }

    [Fact]
    public async Task Nothing_in_common_is_said_plainly()
    {
        await using var gateway = await CannedGateway.StartAsync(Answer("undecided"));
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("compare", "v1", "v2", "--to", gateway.Url));
        Assert.Equal(["v2 and v1 have nothing in common that could be compared yet"], run.OutLines);
    }

    [Fact]
    public async Task What_the_gateway_refuses_fails_with_its_reason()
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (400, "application/problem+json", """{"detail":"Parameter 'b' is 'v3': the last 24 hours saw v1, v2"}"""));
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("compare", "v1", "v3", "--component", "chat", "--to", gateway.Url));
        Assert.Contains("the last 24 hours saw v1, v2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dimension_that_is_none_is_wrong_usage() => Assert.Equal(2, await new CliRun().RunAsync("compare", "a", "b", "--by", "colour"));

    private static string Answer(string verdict, params string[] measures) =>
        $$"""{"component":"a/b","by":"variant","a":{"name":"v1","requests":20000,"errors":200},"b":{"name":"v2","requests":20000,"errors":1000},"verdict":"{{verdict}}","measures":[{{string.Join(',', measures)}}]}""";
}
