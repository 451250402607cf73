using System.Globalization;
using Plimsoll.Aggregation;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>
/// Turns points of counters and histograms into rows and hands them over in order. Prometheus does not tell when a
/// series began, so that its first point counts nothing. Not thread-safe.
/// </summary>
/// <param name="source">Who scraped.</param>
internal sealed class AggregateRows(TelemetrySource source)
{
    private readonly List<AggregateSample> _rows = [];
    private readonly SeriesIdentity _identity = new();

    /// <param name="identity">Holds the series' labels.</param>
    /// <param name="reason">Why the requests ended, where the counter tells.</param>
    public void AddCounter(SeriesRoute route, SeriesOwner owner, SeriesIdentity identity, string reason, long atMs, double value)
    {
        switch (route.Meaning)
        {
            case SeriesMeaning.Total total:
                AddCounter(owner, total.Family, total.Target, identity.Hash(route.Metric, total.Target), atMs, value);
                break;
            case SeriesMeaning.Finished finished:
                AddCounter(owner, finished.Family, AggregateTarget.Requests, identity.Hash(route.Metric, AggregateTarget.Requests), atMs, value);
                AddCounter(owner, finished.Family, AggregateTarget.FinishReason, identity.Hash(route.Metric, AggregateTarget.FinishReason), atMs, value, reason.Length > 0 ? reason : "unknown");
                break;
        }
    }

    /// <param name="key">Identity of the histogram.</param>
    /// <param name="detail">The error type of calls, or the type of tokens; empty for none.</param>
    public void AddHistogram(SeriesRoute route, SeriesOwner owner, ulong key, string detail, long atMs, AggregateDistribution distribution)
    {
        switch (route.Meaning)
        {
            case SeriesMeaning.Distribution meaning:
                AddDistribution(owner, meaning.Family, meaning.Measure, key, atMs, distribution);
                break;
            case SeriesMeaning.Calls calls:
                AddCounter(owner, calls.Family, AggregateTarget.Requests, Derived(key, AggregateTarget.Requests), atMs, distribution.Count);
                if (detail.Length > 0)
                    AddCounter(owner, calls.Family, AggregateTarget.Errors, Derived(key, AggregateTarget.Errors), atMs, distribution.Count, detail);
                else
                    AddDistribution(owner, calls.Family, Measure.Total, key, atMs, distribution);
                break;
            case SeriesMeaning.TokenUsage usage when detail is "input" or "output":
                var (target, measure) = detail == "input"
                    ? (AggregateTarget.InputTokens, Measure.InputTokens)
                    : (AggregateTarget.OutputTokens, Measure.OutputTokens);
                AddCounter(owner, usage.Family, target, Derived(key, target), atMs, distribution.Sum);
                AddDistribution(owner, usage.Family, measure, key, atMs, distribution);
                break;
        }
    }

    /// <summary>Hands over the rows, of one time the better families of metrics first, and begins anew.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var row in _rows.OrderBy(r => r.TimestampMs).ThenBy(r => r.Family))
            report.Add(sink.Add(row));
        Clear();
    }

    public void Clear() => _rows.Clear();

    private void AddCounter(SeriesOwner owner, AggregateFamily family, AggregateTarget target, ulong series, long atMs, double value, string? name = null) =>
        _rows.Add(Row(owner, family, target, series, atMs) with { Value = (long)Math.Round(Math.Clamp(value, -1, long.MaxValue / 2)), Name = name });

    private void AddDistribution(SeriesOwner owner, AggregateFamily family, Measure measure, ulong key, long atMs, AggregateDistribution distribution)
    {
        // With other bounds it is another series: what was counted between the old ones cannot be told from what is new.
        var bounds = distribution.Bounds is { } own ? string.Join(' ', own.Select(b => b.ToString("R", CultureInfo.InvariantCulture))) : "native";
        _rows.Add(Row(owner, family, AggregateTarget.Distribution, Derived(key, AggregateTarget.Distribution, bounds), atMs) with
        {
            Measure = measure,
            Distribution = distribution,
        });
    }

    private ulong Derived(ulong key, AggregateTarget target, string bounds = "")
    {
        _identity.Clear();
        _identity.Add("histogram", key.ToString("x16", CultureInfo.InvariantCulture));
        _identity.Add("le", bounds);
        return _identity.Hash("", target);
    }

    private AggregateSample Row(SeriesOwner owner, AggregateFamily family, AggregateTarget target, ulong series, long atMs) => new()
    {
        Component = owner.Component,
        Copy = family is AggregateFamily.Engine or AggregateFamily.Server or AggregateFamily.TokenWeighted ? owner.Copy : null,
        Model = owner.Model,
        ModelVersion = owner.ModelVersion,
        TimestampMs = atMs,
        Source = source,
        Family = family,
        Series = series,
        Cumulative = true,
        Target = target,
    };
}
