using Plimsoll.Components;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting.RemoteWrite;

/// <summary>The metrics of all components for Prometheus remote write 1.0.</summary>
internal sealed class RemoteWriteSource(ExportDestination destination, IComponentDirectory directory) : IExportSource
{
    private static readonly KeyValuePair<string, string>[] s_headers = [new("X-Prometheus-Remote-Write-Version", "0.1.0")];

    public string Name => "remote-write";

    public async Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var writer = new SeriesWriter(destination.Labels, at.ToUnixTimeMilliseconds());
        await new ComponentExposition(directory).WriteAsync(output: null, writer, keepSketches: false, cancellation);
        writer.End();
        return [.. writer.Requests.Select(r => new ExportPayload(destination.Url, r.Body, "snappy", s_headers, r.Points))];
    }

    public void StandBy() { }
}
