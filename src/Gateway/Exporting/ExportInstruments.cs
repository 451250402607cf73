using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Exporting;

/// <summary>How exports go. Labels are the program's own words.</summary>
internal sealed class ExportInstruments
{
    private readonly Counter<long> _points;
    private readonly Counter<long> _requests;
    private readonly Meter _meter;

    public ExportInstruments(IMeterFactory meters)
    {
        _meter = meters.Create("Plimsoll.Gateway");
        _points = _meter.CreateCounter<long>("plimsoll_gateway_export_points_total", description: "Samples and events exported, by what became of them.");
        _requests = _meter.CreateCounter<long>("plimsoll_gateway_export_requests_total", description: "Requests to receivers of exports, by what came of them.");
    }

    public void Watch(string export, ExportQueue queue)
    {
        var label = new KeyValuePair<string, object?>("export", export);
        _meter.CreateObservableGauge("plimsoll_gateway_export_queue_bytes", () => new Measurement<long>(queue.Bytes, label), "bytes", "Exports that wait for their receiver.");
    }

    public void Points(string export, string result, int count)
    {
        if (count > 0)
            _points.Add(count, new KeyValuePair<string, object?>("export", export), new("result", result));
    }

    public void Request(string export, string result) =>
        _requests.Add(1, new KeyValuePair<string, object?>("export", export), new("result", result));
}
