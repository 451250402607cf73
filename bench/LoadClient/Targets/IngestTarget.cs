namespace Plimsoll.Bench.Targets;

/// <summary>How one server takes events and shows their totals.</summary>
internal abstract class IngestTarget
{
    public abstract string Path { get; }

    public abstract string ContentType { get; }

    /// <summary>What warms the connection: not a query, since an empty answer might be remembered.</summary>
    public abstract string Health { get; }

    /// <summary>Makes what the server needs before it takes events.</summary>
    public virtual Task PrepareAsync(HttpClient client, Uri server) => Task.CompletedTask;

    public abstract byte[] Body(ReadOnlySpan<LlmEvent> events);

    /// <summary>What a query shows now.</summary>
    public abstract Task<Totals> QueryAsync(HttpClient client, Uri server);

    /// <summary>Asks the server to make what it has visible, where it can be asked.</summary>
    public virtual Task FlushAsync(HttpClient client, Uri server) => Task.CompletedTask;

    /// <summary>Path of a query for three quantiles of the time to first token, per component and minute, in one request.</summary>
    public abstract string QuantilesPerMinute(DateTimeOffset from, DateTimeOffset to);

    /// <summary>How many quantiles an answer holds.</summary>
    public abstract int CountPoints(byte[] answer);

    public static IngestTarget? Named(string name) => name switch
    {
        "plimsoll" => new PlimsollRecords(),
        "plimsoll-spans" => new PlimsollSpans(),
        "victoria-json" => new VictoriaJson(gathered: false),
        "victoria-columns" => new VictoriaJson(gathered: true),
        "victoria-prometheus" => new VictoriaPrometheus(),
        "victoria-influx" => new VictoriaInflux(),
        "influxdb" => new InfluxDb(),
        "clickhouse-json" => new ClickHouse(json: true),
        "clickhouse-tabs" => new ClickHouse(json: false),
        _ => null,
    };
}

internal readonly record struct Totals(long Requests, long InputTokens, long OutputTokens)
{
    public static Totals Of(LlmEvent[] events) => new(events.Length, events.Sum(e => e.InputTokens), events.Sum(e => e.OutputTokens));

    public static Totals operator +(Totals a, Totals b) => new(a.Requests + b.Requests, a.InputTokens + b.InputTokens, a.OutputTokens + b.OutputTokens);
}
