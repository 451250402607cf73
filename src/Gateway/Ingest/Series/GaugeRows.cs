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
            if (Take(owner, atMs, complete, sink, report))
                last?.Remember(owner, atMs, values);
        }
        Clear();
    }

    public void Clear() => _rows.Clear();

    /// <summary>False when the row was rejected. Parts of a GPU's memory make none, but must fit one.</summary>
    private bool Take(GaugeOwner owner, long atMs, GaugeValues values, RowSink sink, IngestReport report)
    {
        Rejection? rejection;
        if (owner.Gpu is null)
            rejection = sink.Add(values.ToEngine(owner, atMs, source));
        else if (values.TellOfGpu)
            rejection = sink.Add(values.ToGpu(owner, atMs, source));
        else
        {
            rejection = RecordValidator.Validate(values.ToGpu(owner, atMs, source) with { UtilizationRatio = 0 });
            if (rejection is null)
                return true;
        }
        report.Add(rejection);
        return rejection is null;
    }
}
