using System.Globalization;
using System.Text;
using Plimsoll.Gateway.Ingest.RemoteWrite;

namespace Plimsoll.Gateway.Scraping.Exposition;

/// <summary>
/// Reads io.prometheus.client.MetricFamily messages, each after its length: whole, or not at all. A histogram that has
/// native buckets is taken by those alone. Reused; not thread-safe.
/// </summary>
internal sealed class ProtobufExposition
{
    private const int NameField = 1, MetricField = 4;
    private const int LabelField = 1, SummaryField = 4, HistogramField = 7;
    private const int CountField = 1, SumField = 2, BucketField = 3, CountFloatField = 4;

    private readonly NativeHistogram _native = new(NativeFields.OfScrape);

    /// <summary>Null when the body was read to its end.</summary>
    public ScrapeProblem? Read(ReadOnlySpan<byte> body, ScrapedSeries series)
    {
        while (!body.IsEmpty)
        {
            if (!ProtoReader.TryReadVarint(ref body, out var length))
                return Malformed("a length is cut short");
            if (length > (ulong)body.Length)
                return new("cut_short", "the answer ends within a family of metrics");
            if (!TryReadFamily(body[..(int)length], series))
                return Malformed("a family of metrics is no message");
            if (series.HasTooMany)
                return new("too_many_samples", "the answer has more samples of components than are taken (scrape.max_samples)");
            body = body[(int)length..];
        }
        return null;
    }

    private bool TryReadFamily(ReadOnlySpan<byte> family, ScrapedSeries series)
    {
        ReadOnlySpan<byte> name = default;
        var fields = new ProtoReader(family);
        while (fields.Next())
        {
            if (fields.Is(NameField, ProtoType.Bytes))
                name = fields.Bytes;
            else if (fields.Is(MetricField, ProtoType.Bytes) && !TryReadMetric(name, fields.Bytes, series))
                return false;
            if (series.HasTooMany)
                return true;
        }
        return !fields.Malformed;
    }

    /// <summary>Gauge, counter and untyped are messages of a double with the number 1; summaries tell nothing of components.</summary>
    private bool TryReadMetric(ReadOnlySpan<byte> name, ReadOnlySpan<byte> metric, ScrapedSeries series)
    {
        var fields = new ProtoReader(metric);
        while (fields.Next())
        {
            if (fields.Type != ProtoType.Bytes || fields.Field is LabelField or SummaryField)
                continue;
            if (fields.Field == HistogramField ? !TryReadHistogram(name, metric, fields.Bytes, series) : !TryReadValue(name, metric, fields.Bytes, series))
                return false;
        }
        return !fields.Malformed;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> name, ReadOnlySpan<byte> metric, ReadOnlySpan<byte> message, ScrapedSeries series)
    {
        var value = 0d;
        var fields = new ProtoReader(message);
        while (fields.Next())
        {
            if (fields.Is(1, ProtoType.Fixed64))
                value = BitConverter.UInt64BitsToDouble(fields.Number);
        }
        if (fields.Malformed || !TryOpen(name, default, metric, series))
            return false;
        series.Take(value);
        return true;
    }

    private bool TryReadHistogram(ReadOnlySpan<byte> name, ReadOnlySpan<byte> metric, ReadOnlySpan<byte> histogram, ScrapedSeries series)
    {
        if (!_native.TryRead(histogram))
            return false;
        if (!IsNative(histogram))
            return TryReadClassic(name, metric, histogram, series);
        if (!TryOpen(name, default, metric, series))
            return false;
        series.Take(_native);
        return true;
    }

    /// <summary>An empty native histogram has a span of no buckets to tell it from a classic one.</summary>
    private bool IsNative(ReadOnlySpan<byte> histogram)
    {
        var fields = new ProtoReader(histogram);
        while (fields.Next())
        {
            if (fields.Field == NativeFields.OfScrape.PositiveSpan || fields.Field == NativeFields.OfScrape.NegativeSpan)
                return true;
        }
        return _native.Schema is not null && !HasBuckets(histogram);
    }

    private static bool HasBuckets(ReadOnlySpan<byte> histogram)
    {
        var fields = new ProtoReader(histogram);
        while (fields.Next())
        {
            if (fields.Field == BucketField)
                return true;
        }
        return false;
    }

    private static bool TryReadClassic(ReadOnlySpan<byte> name, ReadOnlySpan<byte> metric, ReadOnlySpan<byte> histogram, ScrapedSeries series)
    {
        var (count, sum, hasInfinity) = (0d, 0d, false);
        var fields = new ProtoReader(histogram);
        while (fields.Next())
        {
            if (fields.Is(CountField, ProtoType.Varint))
                count = fields.Number;
            else if (fields.Is(CountFloatField, ProtoType.Fixed64))
                count = BitConverter.UInt64BitsToDouble(fields.Number);
            else if (fields.Is(SumField, ProtoType.Fixed64))
                sum = BitConverter.UInt64BitsToDouble(fields.Number);
            else if (fields.Is(BucketField, ProtoType.Bytes) && !TryReadBucket(name, metric, fields.Bytes, series, ref hasInfinity))
                return false;
        }
        return (hasInfinity || TryTake(name, "_bucket"u8, metric, double.PositiveInfinity, count, series))
            && TryTake(name, "_sum"u8, metric, null, sum, series)
            && TryTake(name, "_count"u8, metric, null, count, series);
    }

    private static bool TryReadBucket(ReadOnlySpan<byte> name, ReadOnlySpan<byte> metric, ReadOnlySpan<byte> bucket, ScrapedSeries series, ref bool hasInfinity)
    {
        var (cumulative, bound) = (0d, 0d);
        var fields = new ProtoReader(bucket);
        while (fields.Next())
        {
            if (fields.Is(1, ProtoType.Varint))
                cumulative = fields.Number;
            else if (fields.Is(4, ProtoType.Fixed64))
                cumulative = BitConverter.UInt64BitsToDouble(fields.Number);
            else if (fields.Is(2, ProtoType.Fixed64))
                bound = BitConverter.UInt64BitsToDouble(fields.Number);
        }
        hasInfinity |= double.IsPositiveInfinity(bound);
        return !fields.Malformed && TryTake(name, "_bucket"u8, metric, bound, cumulative, series);
    }

    private static bool TryTake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> metric, double? bound, double value, ScrapedSeries series)
    {
        if (!TryOpen(name, suffix, metric, series))
            return false;
        if (bound is { } le)
            series.Label("le"u8, Encoding.ASCII.GetBytes(double.IsPositiveInfinity(le) ? "+Inf" : le.ToString("R", CultureInfo.InvariantCulture)));
        series.Take(value);
        return true;
    }

    /// <summary>Begins a series with the metric's labels; false when one is malformed.</summary>
    private static bool TryOpen(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix, ReadOnlySpan<byte> metric, ScrapedSeries series)
    {
        const int MostBytes = 256;
        if (name.Length + suffix.Length > MostBytes)
            return !series.Open(name);
        Span<byte> whole = stackalloc byte[MostBytes];
        name.CopyTo(whole);
        suffix.CopyTo(whole[name.Length..]);
        if (!series.Open(whole[..(name.Length + suffix.Length)]))
            return true;
        var fields = new ProtoReader(metric);
        while (fields.Next())
        {
            if (fields.Is(LabelField, ProtoType.Bytes) && !TryAddLabel(fields.Bytes, series))
                return false;
        }
        return true;
    }

    private static bool TryAddLabel(ReadOnlySpan<byte> label, ScrapedSeries series)
    {
        ReadOnlySpan<byte> name = default, value = default;
        var fields = new ProtoReader(label);
        while (fields.Next())
        {
            if (fields.Is(1, ProtoType.Bytes))
                name = fields.Bytes;
            else if (fields.Is(2, ProtoType.Bytes))
                value = fields.Bytes;
        }
        series.Label(name, value);
        return !fields.Malformed;
    }

    private static ScrapeProblem Malformed(string what) => new("malformed", what);
}
