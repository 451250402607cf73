namespace Plimsoll.Gateway.WebConsole.Text;

/// <summary>Command lines that send something to this gateway.</summary>
/// <param name="Origin">Scheme, host and port as the reader reached them.</param>
/// <param name="NeedsKey">The gateway asks for an API key.</param>
public sealed record SendingHints(string Origin, string Component, bool NeedsKey)
{
    private const string Now = """'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'""";

    public string Record => Post("records",
        $$"""
        {"component":"{{Name}}","timestamp":"{{Now}}",
               "input_tokens":120,"output_tokens":48,"ttft_ms":180,"total_latency_ms":1250}
        """);

    public string Gpu => Post("gpu",
        $$"""
        {"component":"{{Name}}","timestamp":"{{Now}}",
               "gpu":"0","utilization_ratio":0.62,"memory_used_mib":30500,"memory_total_mib":81920}
        """);

    public string Host => Post("hosts",
        $$"""
        {"component":"{{Name}}","timestamp":"{{Now}}",
               "host":"node-1","memory_used_mib":120000,"memory_total_mib":262144,"disk_read_mib_per_s":3.5}
        """);

    public string Environment =>
        $"""
        export OTEL_EXPORTER_OTLP_ENDPOINT={Origin}
        export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
        export OTEL_RESOURCE_ATTRIBUTES=plimsoll.component={Uri.EscapeDataString(Component)}
        """ + (NeedsKey ? "\nexport OTEL_EXPORTER_OTLP_HEADERS=x-api-key=$PLIMSOLL_KEY" : "");

    // Within single quotes of a shell and within JSON.
    private string Name => System.Text.Json.JsonEncodedText.Encode(Component).ToString();

    private string Post(string what, string json) =>
        $"curl {Origin}/api/v1/{what} \\\n  -H 'Content-Type: application/json' \\\n"
        + (NeedsKey ? "  -H \"X-Api-Key: $PLIMSOLL_KEY\" \\\n" : "")
        + $"  -d '{json}'";
}
