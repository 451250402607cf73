using System.Globalization;
using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Turns the series of one request into rows. Not thread-safe.</summary>
/// <param name="source">Who scraped: another, which writes them on, or this gateway.</param>
/// <param name="lastGauges">Null where a request always has all gauges of an engine or GPU.</param>
internal sealed class SeriesMapper(RemoteWriteOptions options, TelemetrySource source, LastGauges? lastGauges, HistogramTable histograms)
{
    private readonly OwnerLabels _owners = new(options);
    private readonly SeriesIdentity _identity = new();
    private readonly GaugeRows _gauges = new(source, lastGauges);
    private readonly AggregateRows _aggregates = new(source);
    private readonly Dictionary<ulong, (SeriesRoute Route, SeriesOwner Owner, string Detail)> _touched = [];
    private readonly List<(long AtMs, AggregateDistribution Distribution)> _whole = [];
    private readonly NativeHistogram _native = new(NativeFields.OfRemoteWrite);

    /// <summary>Forgets what was not handed over.</summary>
    public void Clear()
    {
        _gauges.Clear();
        _aggregates.Clear();
        _touched.Clear();
    }

    /// <summary>The text of a label, one instance for the many times it comes.</summary>
    public string Text(ReadOnlySpan<byte> value) => _owners.Text(value);

    /// <summary>Takes the samples of a series; false when one is malformed.</summary>
    public bool TryAdd(SeriesRoute route, SeriesLabels labels, SampleReader samples, SampleFates fates)
    {
        if (_owners.Read(labels) is not { } owner)
        {
            while (samples.Next())
                fates.Count(SampleFate.NoComponent);
            return !samples.Malformed;
        }
        switch (route.Meaning)
        {
            case SeriesMeaning.Engine engine:
                AddGauge(new(owner.Component, owner.Copy, null), (int)engine.Gauge, 1, ref samples, fates);
                break;
            case SeriesMeaning.Gpu gpu:
                AddGauge(new(owner.Component, owner.Copy, _owners.Gpu(labels)), (int)gpu.Gauge, gpu.Factor, ref samples, fates);
                break;
            case SeriesMeaning.Total or SeriesMeaning.Finished:
                AddCounter(route, owner, labels, ref samples, fates);
                break;
            case var _ when route.Part == HistogramPart.Native:
                // A histogram has no plain samples, but for the one that says that it has ended.
                while (samples.Next())
                    fates.Count(samples.IsStaleMarker ? SampleFate.StaleMarker : SampleFate.UnknownName);
                break;
            default:
                AddPart(route, owner, labels, ref samples, fates);
                break;
        }
        return !samples.Malformed;
    }

    /// <summary>Takes the native histograms of a series; false when one is malformed.</summary>
    public bool TryAdd(SeriesRoute route, SeriesLabels labels, HistogramReader natives, SampleFates fates)
    {
        while (natives.Next())
        {
            if (!_native.TryRead(natives.Message))
                return false;
            Add(route, labels, _native, _native.TimestampMs, fates);
        }
        return true;
    }

    /// <summary>Takes one native histogram.</summary>
    public void Add(SeriesRoute route, SeriesLabels labels, NativeHistogram histogram, long atMs, SampleFates fates)
    {
        if (route.Part != HistogramPart.Native)
            fates.Count(SampleFate.UnknownName);
        else if (_owners.Read(labels) is not { } owner)
            fates.Count(SampleFate.NoComponent);
        else if (histogram.IsStaleMarker)
            fates.Count(SampleFate.StaleMarker);
        else if (histogram.ToDistribution() is not { } distribution)
            fates.Count(SampleFate.NoDistribution);
        else
        {
            _owners.Describe(labels, _identity);
            var key = _identity.Hash(route.Metric, AggregateTarget.Distribution);
            var hasRoom = histograms.TryNoteNative(key);
            fates.Count(hasRoom ? SampleFate.Mapped : SampleFate.NoRoom);
            if (hasRoom)
                _aggregates.AddHistogram(route, owner, key, Detail(labels, DetailLabel(route.Meaning)), atMs, distribution);
        }
    }

    /// <summary>Hands over the rows, and begins anew.</summary>
    public void Flush(RowSink sink, IngestReport report)
    {
        foreach (var (key, (route, owner, detail)) in _touched)
        {
            histograms.TakeWhole(key, _whole);
            foreach (var (atMs, distribution) in _whole)
                _aggregates.AddHistogram(route, owner, key, detail, atMs, distribution);
            _whole.Clear();
        }
        _aggregates.Flush(sink, report);
        _gauges.Flush(sink, report);
        Clear();
    }

    private void AddGauge(GaugeOwner owner, int gauge, double factor, ref SampleReader samples, SampleFates fates)
    {
        while (samples.Next())
        {
            if (samples.IsStaleMarker)
                lastGauges?.Forget(owner, gauge);
            if (IsNumber(samples, fates))
                _gauges.Add(owner, samples.TimestampMs, gauge, samples.Value * factor);
        }
    }

    private void AddCounter(SeriesRoute route, SeriesOwner owner, SeriesLabels labels, ref SampleReader samples, SampleFates fates)
    {
        _owners.Describe(labels, _identity);
        var reason = route.Meaning is SeriesMeaning.Finished finished ? Detail(labels, finished.ReasonLabel) : "";
        while (samples.Next())
        {
            if (IsNumber(samples, fates))
                _aggregates.AddCounter(route, owner, _identity, reason, samples.TimestampMs, samples.Value);
        }
    }

    private void AddPart(SeriesRoute route, SeriesOwner owner, SeriesLabels labels, ref SampleReader samples, SampleFates fates)
    {
        _owners.Describe(labels, _identity);
        var key = _identity.Hash(route.Metric, AggregateTarget.Distribution);
        var bound = double.NaN;
        var isPart = route.Part != HistogramPart.Bucket || TryReadBound(labels.Find("le"u8), out bound);
        while (samples.Next())
        {
            if (samples.IsStaleMarker)
                histograms.Forget(key, bound);
            fates.Count(!isPart ? SampleFate.NotANumber
                : FateOf(samples) is not SampleFate.Mapped and var fate ? fate
                : histograms.Note(key, samples.TimestampMs, route.Part, bound, samples.Value));
        }
        if (isPart)
            _touched.TryAdd(key, (route, owner, Detail(labels, DetailLabel(route.Meaning))));
    }

    private string Detail(SeriesLabels labels, string label)
    {
        Span<byte> name = stackalloc byte[label.Length];
        Encoding.ASCII.GetBytes(label, name);
        return Text(labels.Find(name));
    }

    private static string DetailLabel(SeriesMeaning meaning) => meaning is SeriesMeaning.TokenUsage ? "gen_ai_token_type" : "error_type";

    private static bool IsNumber(in SampleReader samples, SampleFates fates)
    {
        var fate = FateOf(samples);
        fates.Count(fate);
        return fate == SampleFate.Mapped;
    }

    private static SampleFate FateOf(in SampleReader samples) =>
        !double.IsNaN(samples.Value) ? SampleFate.Mapped : samples.IsStaleMarker ? SampleFate.StaleMarker : SampleFate.NotANumber;

    private static bool TryReadBound(ReadOnlySpan<byte> text, out double bound)
    {
        if (!text.SequenceEqual("+Inf"u8))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out bound) && double.IsFinite(bound);
        bound = double.PositiveInfinity;
        return true;
    }
}
