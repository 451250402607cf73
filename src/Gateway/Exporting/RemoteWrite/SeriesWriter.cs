using System.Buffers;
using System.Globalization;
using IronSnappy;
using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Exporting.RemoteWrite;

/// <summary>
/// Writes families as prometheus.WriteRequest messages, one sample a series and label names in order, as many in a
/// request as receivers take. Histograms are classic ones: not every receiver knows others.
/// </summary>
internal sealed class SeriesWriter(IReadOnlyDictionary<string, string> labels, long atMs) : IExpositionWriter
{
    /// <summary>Of one request.</summary>
    public const int MaxSeries = 2_000;

    private readonly List<(byte[] Body, int Points)> _requests = [];
    private readonly ArrayBufferWriter<byte> _request = new();
    private readonly ArrayBufferWriter<byte> _series = new();
    private readonly ArrayBufferWriter<byte> _part = new();
    private MetricFamily _family = new("", MetricType.Gauge, "");
    private int _count;

    /// <summary>Compressed, each with the samples in it.</summary>
    public IReadOnlyList<(byte[] Body, int Points)> Requests => _requests;

    public void Begin(MetricFamily family) => _family = family;

    public void Sample(LabelSet labels, double value, LabelSet? more = null) =>
        Add(_family.SampleSuffix, labels.Pairs.Concat((more ?? LabelSet.Empty).Pairs), value);

    public void Histogram(LabelSet labels, ClassicBounds bounds, ClassicHistogram histogram)
    {
        for (var i = 0; i < bounds.Upper.Count; i++)
            Add("_bucket", labels.Pairs.Append(new("le", bounds.Upper[i].ToString("R", CultureInfo.InvariantCulture))), histogram.Cumulative[i]);
        Add("_bucket", labels.Pairs.Append(new("le", "+Inf")), histogram.Count);
        Add("_sum", labels.Pairs, histogram.Sum);
        Add("_count", labels.Pairs, histogram.Count);
    }

    public void End()
    {
        if (_count == 0)
            return;
        _requests.Add((Snappy.Encode(_request.WrittenSpan), _count));
        _request.ResetWrittenCount();
        _count = 0;
    }

    private void Add(string suffix, IEnumerable<KeyValuePair<string, string>> own, double value)
    {
        _series.ResetWrittenCount();
        var all = own.Concat(labels).DistinctBy(l => l.Key).Where(l => l.Value.Length > 0).Append(new("__name__", _family.Name + suffix));
        foreach (var (name, text) in all.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            _part.ResetWrittenCount();
            ProtoWriter.Text(_part, 1, name);
            ProtoWriter.Text(_part, 2, text);
            ProtoWriter.Message(_series, 1, _part.WrittenSpan);
        }
        _part.ResetWrittenCount();
        ProtoWriter.Double(_part, 1, value);
        ProtoWriter.Number(_part, 2, atMs);
        ProtoWriter.Message(_series, 2, _part.WrittenSpan);
        ProtoWriter.Message(_request, 1, _series.WrittenSpan);
        if (++_count == MaxSeries)
            End();
    }
}
