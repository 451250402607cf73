using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Which addresses the gateway will listen on, and whether it may.</summary>
internal sealed class ListenPlan
{
    private ListenPlan(IReadOnlyList<ListenAddress> main, ListenAddress? otlpHttp, IReadOnlyList<string> errors)
    {
        Main = main;
        OtlpHttp = otlpHttp;
        Errors = errors;
    }

    public IReadOnlyList<ListenAddress> Main { get; }

    /// <summary>The exporters' own port; null when it is off or one of the main ports.</summary>
    public ListenAddress? OtlpHttp { get; }

    /// <summary>Why the gateway must not start; each says what to do.</summary>
    public IReadOnlyList<string> Errors { get; }

    public static ListenPlan Make(PlimsollOptions options)
    {
        var errors = new List<string>();
        var main = options.Urls.Select(u => Parse(u, "urls", errors)).OfType<ListenAddress>().ToList();
        if (options.Urls.Count == 0)
            errors.Add("urls is empty: name an address to listen on, such as http://127.0.0.1:8080");
        var otlpHttp = options.OtlpHttp is { } address ? Parse(address, "otlp_http", errors) : null;
        if (options.OtlpGrpc is { } grpc)
            Parse(grpc, "otlp_grpc", errors);
        errors.AddRange(Exposure.Errors(options));
        errors.AddRange(Transport.Errors(options));
        if (otlpHttp is { Port: > 0 } && main.Any(m => m.Port == otlpHttp.Port))
            otlpHttp = null;
        return new ListenPlan(main, otlpHttp, errors);
    }

    private static ListenAddress? Parse(string address, string setting, List<string> errors)
    {
        var parsed = ListenAddress.TryParse(address);
        if (parsed is null)
            errors.Add($"{setting}: '{address}' is no address such as http://127.0.0.1:8080");
        return parsed;
    }
}
