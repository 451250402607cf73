using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>
/// Puts gauges that come one by one together into readings of an engine or a GPU: those of one time and one thing
/// are one row. Reused; not thread-safe.
/// </summary>
/// <param name="last">Fills in what a request lacks; null where a request always has all gauges of a thing.</param>
internal sealed class GaugeRows(TelemetrySource source, LastGauges? last = null)
{
    private readonly Dictionary<(GaugeOwner Owner, long AtMs), GaugeValues> _rows = [];

    public void Add(string component, string? copy, long atMs, EngineGauge gauge, double value) =>
        Add(new(component, copy, null), atMs, (int)gauge, value);

    public void Add(string component, string? copy, string gpu, long atMs, GpuGauge gauge, double value) =>
        Add(new(component, copy, gpu), atMs, (int)gauge, value);

    /// <param name="gauge">Number of the <see cref="EngineGauge"/> or, where the owner is a GPU, of the <see cref="GpuGauge"/>.</param>
    public void Add(GaugeOwner owner, long atMs, int gauge, double value)
    {
        if (!_rows.TryGetValue((owner, atMs), out var row))
            _rows.Add((owner, atMs), row = new());
        row[gauge] = value;
    }

    /// <summary>Hands over the rows, oldest first, and begins anew.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var ((owner, atMs), values) in _rows.OrderBy(r => r.Key.AtMs))
        {
            var complete = last?.Complete(owner, atMs, values) ?? values;
            if (owner.Gpu is not null && !complete.TellOfGpu)
            {
                last?.Remember(owner, atMs, values);
                continue;
            }
            var rejection = owner.Gpu is null ? sink.Add(complete.ToEngine(owner, atMs, source)) : sink.Add(complete.ToGpu(owner, atMs, source));
            report.Add(rejection);
            if (rejection is null)
                last?.Remember(owner, atMs, values);
        }
        Clear();
    }

    public void Clear() => _rows.Clear();
}
