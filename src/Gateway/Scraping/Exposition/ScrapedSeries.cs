using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Scraping.Exposition;

/// <summary>
/// Takes the series of one answer one after the other, gives them their target's labels and hands on those that tell of
/// a component, as if a Prometheus server had written them. Reused; not thread-safe.
/// </summary>
internal sealed class ScrapedSeries(RemoteWriteOptions options, PodOwners pods, ScrapeOptions bounds, TimeProvider time)
{
    /// <summary>Names and values of one series' labels together; one with more is not taken.</summary>
    public const int MaxLabelBytes = 16 << 10;

    private const int MaxNameBytes = 128;

    private readonly SeriesRoutes _routes = new();
    private readonly LabelTable _table = new();
    private readonly byte[] _bytes = new byte[MaxLabelBytes];
    private readonly byte[][] _componentLabels = [.. options.ComponentLabels.Select(Encoding.UTF8.GetBytes)];
    private SeriesMapper _mapper = null!;
    private ScrapeTarget _target = null!;
    private (byte[] From, byte[] To)[] _renamed = [];
    private SeriesRoute? _route;
    private long _atMs;
    private int _length;
    private bool _isFull;
    private bool _hasOwner;

    /// <summary>Samples of the answer.</summary>
    public int Samples { get; private set; }

    public SampleFates Fates { get; } = new();

    /// <summary>The answer has more samples of interest than are taken.</summary>
    public bool HasTooMany => Samples - Fates[SampleFate.UnknownName] > bounds.MaxSamples;

    /// <summary>Begins an answer. A whole one has all parts of its histograms and gauges, so nothing is kept from the one before.</summary>
    public void Begin(ScrapeTarget target, long atMs)
    {
        _mapper = new SeriesMapper(options, TelemetrySource.Scrape, lastGauges: null, new HistogramTable(time));
        (_target, _atMs, _hasOwner, Samples) = (target, atMs, false, 0);
        _renamed = [.. target.Job.Rename.Select(r => (Encoding.UTF8.GetBytes(r.Key), Encoding.UTF8.GetBytes(r.Value)))];
        Fates.Clear();
    }

    /// <summary>Begins a series; false when nothing is known of its name, and its labels need not be told.</summary>
    public bool Open(ReadOnlySpan<byte> name)
    {
        _route = name.Length <= MaxNameBytes ? _routes.Find(_mapper.Text(name)) : null;
        _table.Clear();
        (_length, _isFull) = (0, false);
        return _route is not null;
    }

    public void Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        foreach (var (from, to) in _renamed)
        {
            if (name.SequenceEqual(from))
                name = to;
        }
        if (!value.IsEmpty)
            Add(name, value);
    }

    /// <summary>Ends the series with its value.</summary>
    public void Take(double value)
    {
        Samples++;
        if (CloseLabels())
            _mapper.TryAdd(_route!, Labels, new SampleReader(value, _atMs), Fates);
    }

    /// <summary>Ends the series with its native histogram.</summary>
    public void Take(NativeHistogram histogram)
    {
        Samples++;
        if (CloseLabels())
            _mapper.Add(_route!, Labels, histogram, _atMs, Fates);
    }

    /// <summary>Hands over the rows of the whole answer.</summary>
    public void Flush(RowSink sink, IngestReport report) => _mapper.Flush(sink, report);

    private SeriesLabels Labels => new(_bytes, _table);

    /// <summary>False when the series counts for nothing.</summary>
    private bool CloseLabels()
    {
        if (_route is null)
        {
            Fates.Count(SampleFate.UnknownName);
            return false;
        }
        foreach (var (name, value) in _target.LabelBytes)
        {
            if (Labels.Find(name).IsEmpty)
                Add(name, value);
        }
        FindOwner();
        if (Excess() is { } fate)
        {
            Fates.Count(fate);
            return false;
        }
        return !HasTooMany;
    }

    /// <summary>Null for a series that keeps to the bounds.</summary>
    private SampleFate? Excess()
    {
        if (_isFull)
            return SampleFate.TooManyLabels;
        var component = Labels.First(_componentLabels);
        return component.IsEmpty || _target.Components.TryAdd(_mapper.Text(component), bounds.MaxComponents) ? null : SampleFate.TooManyComponents;
    }

    /// <summary>A pod's own series tell whose it is; those of its GPUs, which another target tells, do not.</summary>
    private void FindOwner()
    {
        var component = Labels.First(_componentLabels);
        if (component.IsEmpty)
        {
            if (pods.Find(Text("namespace"u8), Text("pod"u8), Text("container"u8)) is { } owner)
                Add(_componentLabels[0], Encoding.UTF8.GetBytes(owner));
        }
        else if (!_hasOwner && _route!.Meaning is not SeriesMeaning.Gpu && _target.Labels.GetValueOrDefault("pod") is { } pod)
        {
            _hasOwner = true;
            pods.Note(_target.Labels.GetValueOrDefault("namespace", ""), pod, _target.Labels.GetValueOrDefault("container", ""), _mapper.Text(component));
        }
    }

    private string Text(ReadOnlySpan<byte> label) => _mapper.Text(Labels.Find(label));

    private void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var end = _length + name.Length + value.Length;
        _isFull |= end > _bytes.Length || !_table.TryAdd(_length..(_length + name.Length), (_length + name.Length)..end);
        if (_isFull)
            return;
        name.CopyTo(_bytes.AsSpan(_length));
        value.CopyTo(_bytes.AsSpan(_length + name.Length));
        _length = end;
    }
}
