namespace Plimsoll.Configuration.Tests.Binding;

public class TelemetryBinderTests
{
    [Fact]
    public void Everything_may_be_set()
    {
        var telemetry = Reading.Of(
            """
            telemetry:
              otlp_endpoint: https://collector:4318
              protocol: http
              headers_env: OTLP_HEADERS
              service_name: plimsoll-eu
              metrics_interval: 15s
              trace_ratio: 0.25
              timeout: 3s
            """,
            ("OTLP_HEADERS", "x-key=hush,x-tenant=a")).Options!.Telemetry;
        var expected = new TelemetryOptions
        {
            OtlpEndpoint = new Uri("https://collector:4318"),
            Protocol = OtlpProtocol.Http,
            Headers = "x-key=hush,x-tenant=a",
            ServiceName = "plimsoll-eu",
            MetricsInterval = TimeSpan.FromSeconds(15),
            TraceRatio = 0.25,
            Timeout = TimeSpan.FromSeconds(3),
        };
        Assert.Equal(expected, telemetry);
    }

    [Theory]
    [InlineData("otlp_endpoint: collector:4317", "'collector:4317' is not http://host:port or https://host:port")]
    [InlineData("otlp_endpoint: ftp://collector", "'ftp://collector' is not http://host:port or https://host:port")]
    [InlineData("protocol: udp", "'udp' is not one of grpc, http")]
    [InlineData("headers_env: NOT_SET", "names an environment variable that is not set")]
    [InlineData("headers_env: BAD", "names an environment variable that is not name=value,name=value")]
    [InlineData("trace_ratio: 2", "'2' is not a number from 0 to 1, such as 0.5")]
    public void What_is_wrong_is_named(string line, string message) =>
        Assert.Contains(Reading.Of($"telemetry:\n  {line}\n", ("BAD", "hush")).Errors, e => e.Message == message);

    [Fact]
    public void Nothing_is_sent_unless_told_where_to() => Assert.Null(Reading.Valid("telemetry: { trace_ratio: 1 }").Telemetry.OtlpEndpoint);

    [Fact]
    public void Headers_are_never_shown()
    {
        var settings = Reading.Of("telemetry:\n  headers_env: OTLP_HEADERS\n", ("OTLP_HEADERS", "x-key=hush")).Settings;
        Assert.DoesNotContain(settings, s => s.Value.Contains("hush", StringComparison.Ordinal));
    }
}
