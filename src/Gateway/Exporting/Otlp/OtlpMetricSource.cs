using Plimsoll.Components;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting.Otlp;

/// <summary>The metrics of all components for an OTLP receiver.</summary>
internal sealed class OtlpMetricSource(ExportDestination destination, IComponentDirectory directory) : IExportSource
{
    private readonly Uri _url = new(destination.Url.AbsoluteUri.TrimEnd('/') + "/v1/metrics");

    public string Name => "otlp-metrics";

    public async Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var writer = new OtlpMetricWriter(OtlpAttributes.Resource(destination.Labels), at);
        await new ComponentExposition(directory).WriteAsync(output: null, writer, keepSketches: true, cancellation);
        writer.End();
        return [.. writer.Requests.Select(r => new ExportPayload(_url, r.Body, null, [], r.Points))];
    }

    public void StandBy() { }
}
