namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Puts the gauges of one request together: all of one engine or GPU at one moment make one row. Not thread-safe.</summary>
internal sealed class GaugeBatch(LastGauges last)
{
    private readonly Dictionary<(GaugeOwner Owner, long AtMs), List<(Gauge Gauge, double Value)>> _rows = [];

    public void Add(GaugeOwner owner, Gauge gauge, long atMs, double value)
    {
        if (!_rows.TryGetValue((owner, atMs), out var row))
            _rows.Add((owner, atMs), row = []);
        row.Add((gauge, value));
    }

    /// <summary>Forgets what was not handed over.</summary>
    public void Clear() => _rows.Clear();

    /// <summary>Hands over the rows, oldest first.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var ((owner, atMs), row) in _rows.OrderBy(r => r.Key.AtMs))
        {
            var values = new GaugeValues();
            foreach (var (gauge, value) in row)
                values[gauge] = value;
            last.Complete(owner, atMs, values);
            if (!Add(values, owner, atMs, sink, report))
                continue;
            foreach (var (gauge, value) in row)
                last.Remember(owner, atMs, gauge, value);
        }
        _rows.Clear();
    }

    /// <summary>False when the row was rejected.</summary>
    private static bool Add(GaugeValues values, GaugeOwner owner, long atMs, RowSink sink, IngestReport report)
    {
        if (owner.Gpu is not null && !values.TellOfGpu)
            return true;
        var rejection = owner.Gpu is null ? sink.Add(values.ToEngine(owner, atMs)) : sink.Add(values.ToGpu(owner, atMs));
        report.Add(rejection);
        return rejection is null;
    }
}
