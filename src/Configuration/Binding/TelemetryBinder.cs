using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>telemetry</c> section.</summary>
internal static class TelemetryBinder
{
    public static TelemetryOptions Bind(Section section, TelemetryOptions defaults, IReadOnlyDictionary<string, string> environment)
    {
        var bound = new TelemetryOptions
        {
            OtlpEndpoint = section.Read("otlp_endpoint", defaults.OtlpEndpoint, Endpoint),
            Protocol = section.Read("protocol", "grpc", Texts.OneOf("grpc", "http")) == "http" ? OtlpProtocol.Http : OtlpProtocol.Grpc,
            Headers = section.Read("headers_env", "", text => FromVariable(text, environment), secret: true) is { Length: > 0 } text ? text : null,
            ServiceName = section.Read("service_name", defaults.ServiceName, Texts.UpTo(256)),
            MetricsInterval = section.Read(
                "metrics_interval", defaults.MetricsInterval, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))),
            TraceRatio = section.Read("trace_ratio", defaults.TraceRatio, Numbers.Ratio),
            Timeout = section.Read("timeout", defaults.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))),
        };
        section.Finish();
        return bound;
    }

    private static Parsed<Uri?> Endpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : Parsed<Uri?>.Fail($"'{text}' is not http://host:port or https://host:port");

    /// <summary>As OTEL_EXPORTER_OTLP_HEADERS has them.</summary>
    private static Parsed<string> FromVariable(string variable, IReadOnlyDictionary<string, string> environment) =>
        !environment.TryGetValue(variable, out var value) || value.Length == 0 ? Parsed<string>.Fail("names an environment variable that is not set")
        : value.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0) ? value
        : Parsed<string>.Fail("names an environment variable that is not name=value,name=value");
}
