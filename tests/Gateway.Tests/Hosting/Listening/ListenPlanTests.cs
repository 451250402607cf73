using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Listening;

namespace Plimsoll.Gateway.Tests.Hosting.Listening;

public class ListenPlanTests
{
    private static readonly ApiKeyOptions Key = new("k", new string('0', 64), ["ingest"]);

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.9.9.9:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://10.0.0.1:8080", false)]
    [InlineData("http://localhost.evil.example:8080", false)]
    public void Only_loopback_needs_no_key(string url, bool loopback)
    {
        var options = new PlimsollOptions { Urls = [url] };

        Assert.Equal(loopback, ListenPlan.Make(options).Errors.Count == 0);
        Assert.Empty(ListenPlan.Make(options with { ApiKeys = [Key] }).Errors);
    }

    [Fact]
    public void Every_listener_is_checked_and_every_error_told()
    {
        var plan = ListenPlan.Make(new PlimsollOptions { Urls = ["http://0.0.0.0:80", "ftp://127.0.0.1:2", "https://127.0.0.1:1"], OtlpHttp = "0.0.0.0:4318", OtlpGrpc = "0.0.0.0:4317" });

        Assert.Equal(5, plan.Errors.Count);
        Assert.Contains(plan.Errors, e => e.Contains("'ftp://127.0.0.1:2'", StringComparison.Ordinal));
        Assert.Contains(plan.Errors, e => e.Contains("0.0.0.0:4318", StringComparison.Ordinal) && e.Contains("api_keys", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exporters_port_that_is_a_main_port_is_listened_on_once() =>
        Assert.Null(ListenPlan.Make(new PlimsollOptions { Urls = ["http://127.0.0.1:4318"] }).OtlpHttp);

    [Theory]
    [InlineData("http://127.0.0.1:4317", null)]
    [InlineData("http://127.0.0.1:8080", "127.0.0.1:4317")]
    public void The_port_of_grpc_is_its_own(string url, string? otlpHttp)
    {
        var error = Assert.Single(ListenPlan.Make(new PlimsollOptions { Urls = [url], OtlpHttp = otlpHttp, OtlpGrpc = "127.0.0.1:4317" }).Errors);

        Assert.Contains("port 4317 is taken by urls or otlp_http", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_that_were_not_asked_for_are_optional()
    {
        var optional = OptionalPorts.Of("127.0.0.1:4318", null, "https://127.0.0.1:4317");

        Assert.Equal([4317, 4318], optional.Ports.Order());
    }
}
