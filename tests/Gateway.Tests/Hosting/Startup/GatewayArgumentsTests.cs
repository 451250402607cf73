using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Startup;

namespace Plimsoll.Gateway.Tests.Hosting.Startup;

public class GatewayArgumentsTests
{
    [Fact]
    public void Arguments_override_the_configuration()
    {
        var (arguments, errors) = Parse("--urls", "http://127.0.0.1:1; http://127.0.0.1:2", "--data=/d", "--otlp-http", "off", "--otlp-grpc=127.0.0.1:9", "--demo", "--config", "c.yaml");

        var options = arguments.Over(new PlimsollOptions());

        Assert.Empty(errors);
        Assert.Equal(["http://127.0.0.1:1", "http://127.0.0.1:2"], options.Urls);
        Assert.Equal(("/d", null, "127.0.0.1:9"), (options.DataDirectory, options.OtlpHttp, options.OtlpGrpc));
        Assert.True(arguments is { Demo: true, Config: "c.yaml", ShowHelp: false });
    }

    [Fact]
    public void What_is_not_given_leaves_the_configuration_as_it_is()
    {
        var configured = new PlimsollOptions { Urls = ["http://127.0.0.1:1"], DataDirectory = "/d", OtlpHttp = null, OtlpGrpc = "127.0.0.1:9" };

        Assert.Equal(configured, Parse().Arguments.Over(configured));
    }

    [Theory]
    [InlineData("--what", "unknown argument '--what'")]
    [InlineData("extra", "unknown argument 'extra'")]
    [InlineData("--data", "--data needs a value")]
    [InlineData("--data=", "--data needs a value")]
    [InlineData("--demo=yes", "unknown argument '--demo=yes'")]
    public void What_is_not_understood_is_named(string argument, string message) =>
        Assert.Contains(message, Assert.Single(Parse(argument).Errors), StringComparison.Ordinal);

    [Fact]
    public void All_errors_are_told_at_once() => Assert.Equal(2, Parse("--data", "--demo", "--what").Errors.Count);

    private static (GatewayArguments Arguments, List<string> Errors) Parse(params string[] args)
    {
        var errors = new List<string>();
        return (GatewayArguments.Parse(args, errors), errors);
    }
}
