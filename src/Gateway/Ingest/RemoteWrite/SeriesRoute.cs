using Plimsoll.Gateway.Ingest.Series;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Which series of a classic histogram one is.</summary>
internal enum HistogramPart
{
    None,
    Bucket,
    Sum,
    Count,

    /// <summary>All of them in one sample.</summary>
    Native,
}

/// <summary>What becomes of the series of one name.</summary>
/// <param name="Metric">The name without the suffix of a histogram's part.</param>
internal sealed record SeriesRoute(SeriesMeaning Meaning, string Metric, HistogramPart Part);

/// <summary>Finds the route of a name, and keeps what it found. Not thread-safe.</summary>
internal sealed class SeriesRoutes
{
    /// <summary>Names kept; beyond it all are found anew.</summary>
    private const int MaxNames = 4096;

    private static readonly (string Suffix, HistogramPart Part)[] s_parts =
        [("_bucket", HistogramPart.Bucket), ("_sum", HistogramPart.Sum), ("_count", HistogramPart.Count)];

    private readonly Dictionary<string, SeriesRoute?> _known = new(StringComparer.Ordinal);

    /// <summary>Null when nothing is known of the name.</summary>
    public SeriesRoute? Find(string name)
    {
        if (_known.TryGetValue(name, out var route))
            return route;
        if (_known.Count == MaxNames)
            _known.Clear();
        return _known[name] = Make(name);
    }

    private static SeriesRoute? Make(string name)
    {
        foreach (var (suffix, part) in s_parts)
        {
            if (!name.EndsWith(suffix, StringComparison.Ordinal))
                continue;
            var metric = name[..^suffix.Length];
            if (MetricNames.Find(metric) is { } meaning && IsHistogram(meaning))
                return new(meaning, metric, part);
        }
        return MetricNames.Find(name) is { } plain and not SeriesMeaning.Nothing
            ? new(plain, name, IsHistogram(plain) ? HistogramPart.Native : HistogramPart.None)
            : null;
    }

    private static bool IsHistogram(SeriesMeaning meaning) =>
        meaning is SeriesMeaning.Distribution or SeriesMeaning.Calls or SeriesMeaning.TokenUsage;
}
