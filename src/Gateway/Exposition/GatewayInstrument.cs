using System.Diagnostics.Metrics;
using System.Globalization;

namespace Plimsoll.Gateway.Exposition;

/// <summary>What one instrument of the gateway's meter has measured, by label set. Safe from any thread.</summary>
internal sealed class GatewayInstrument
{
    /// <summary>Label sets kept; the rest share one that says <c>overflow="true"</c>.</summary>
    public const int MaxSeries = 200;

    private static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Series> _series = [];
    private readonly bool _observable;
    private readonly ClassicBounds _bounds;

    public GatewayInstrument(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        var type = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricType.Counter
            : kind == typeof(Histogram<>) ? MetricType.Histogram
            : MetricType.Gauge;
        Sets = instrument.IsObservable || kind == typeof(Gauge<>);
        _observable = instrument.IsObservable;
        _bounds = ClassicBounds.Of((instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? DefaultBounds);
        var name = LabelText.Name(instrument.Name);
        var bare = type == MetricType.Counter && name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        Family = new MetricFamily(bare, type, instrument.Description ?? "", UnitOf(bare));
    }

    public MetricFamily Family { get; }

    /// <summary>A measurement replaces the value instead of adding to it.</summary>
    private bool Sets { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = Key(tags);
        lock (_lock)
        {
            var series = SeriesOf(key, tags);
            if (Family.Type == MetricType.Histogram)
                series.Observe(value, _bounds);
            else
                series.Sum = Sets ? value : series.Sum + value;
        }
    }

    /// <summary>Forgets what an observable instrument said before, so that a label set that it no longer reports ends.</summary>
    public void ForgetObserved()
    {
        if (!_observable)
            return;
        lock (_lock)
            _series.Clear();
    }

    public void Write(IExpositionWriter writer)
    {
        lock (_lock)
        {
            if (_series.Count == 0)
                return;
            writer.Begin(Family);
            foreach (var (_, series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                if (Family.Type == MetricType.Histogram)
                    writer.Histogram(series.Labels, _bounds, series.Folded());
                else
                    writer.Sample(series.Labels, series.Sum);
            }
        }
    }

    private Series SeriesOf(string key, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_series.TryGetValue(key, out var known))
            return known;
        if (_series.Count < MaxSeries)
            return _series[key] = new Series(Labels(tags), _bounds);
        const string Overflow = "overflow=\"true\"";
        return _series.TryGetValue(Overflow, out var overflow) ? overflow : _series[Overflow] = new Series(LabelSet.Of("overflow", "true"), _bounds);
    }

    private static string Key(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length == 0)
            return "";
        var parts = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            parts[i] = LabelText.Format(LabelText.Name(tags[i].Key), Value(tags[i]));
        return string.Join(',', parts);
    }

    private static LabelSet Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var pairs = new KeyValuePair<string, string>[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            pairs[i] = new(LabelText.Name(tags[i].Key), Value(tags[i]));
        return new LabelSet(pairs);
    }

    private static string Value(KeyValuePair<string, object?> tag) => Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";

    private static string? UnitOf(string name) =>
        Array.Find(["seconds", "bytes", "ratio"], u => name.EndsWith('_' + u, StringComparison.Ordinal));

    private sealed class Series(LabelSet labels, ClassicBounds bounds)
    {
        private readonly long[] _counts = new long[bounds.Upper.Count];
        private long _count;

        public LabelSet Labels { get; } = labels;
        public double Sum { get; set; }

        public void Observe(double value, ClassicBounds of)
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (value <= of.Upper[i])
                    _counts[i]++;
            }
            _count++;
            Sum += value;
        }

        public ClassicHistogram Folded() => new(_counts, _count, Sum);
    }
}
