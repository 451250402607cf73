using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Which addresses the gateway will listen on, and whether it may.</summary>
internal sealed class ListenPlan
{
    private ListenPlan(IReadOnlyList<ListenAddress> main, ListenAddress? otlpHttp, ListenAddress? otlpGrpc, IReadOnlyList<string> errors)
    {
        Main = main;
        OtlpHttp = otlpHttp;
        OtlpGrpc = otlpGrpc;
        Errors = errors;
    }

    public IReadOnlyList<ListenAddress> Main { get; }

    /// <summary>The exporters' own port; null when it is off or one of the main ports.</summary>
    public ListenAddress? OtlpHttp { get; }

    /// <summary>Where gRPC is spoken; null when it is off.</summary>
    public ListenAddress? OtlpGrpc { get; }

    /// <summary>Why the gateway must not start; each says what to do.</summary>
    public IReadOnlyList<string> Errors { get; }

    public static ListenPlan Make(PlimsollOptions options)
    {
        var errors = new List<string>();
        var main = options.Urls.Select(u => Parse(u, "urls", errors)).OfType<ListenAddress>().ToList();
        if (options.Urls.Count == 0)
            errors.Add("urls is empty: name an address to listen on, such as http://127.0.0.1:8080");
        var otlpHttp = options.OtlpHttp is { } address ? Parse(address, "otlp_http", errors) : null;
        var otlpGrpc = options.OtlpGrpc is { } grpc ? Parse(grpc, "otlp_grpc", errors) : null;
        errors.AddRange(Exposure.Errors(options));
        errors.AddRange(Transport.Errors(options));
        if (otlpHttp is { Port: > 0 } && main.Any(m => m.Port == otlpHttp.Port))
            otlpHttp = null;
        if (otlpGrpc is { Port: > 0 } && main.Append(otlpHttp).Any(m => m?.Port == otlpGrpc.Port))
            errors.Add($"otlp_grpc: port {otlpGrpc.Port} is taken by urls or otlp_http; gRPC needs a port of its own, or 'off'");
        return new ListenPlan(main, otlpHttp, otlpGrpc, errors);
    }

    private static ListenAddress? Parse(string address, string setting, List<string> errors)
    {
        var parsed = ListenAddress.TryParse(address);
        if (parsed is null)
            errors.Add($"{setting}: '{address}' is no address such as http://127.0.0.1:8080");
        return parsed;
    }
}
