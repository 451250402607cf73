using System.Runtime.InteropServices;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>
/// Reads native histograms of Prometheus: base-2 exponential buckets as runs with gaps between them. Their bucket i is
/// OpenTelemetry's i − 1, and their schema its scale. Reused; not thread-safe.
/// </summary>
internal sealed class NativeHistogram(NativeFields fields)
{
    private const int CoarsestSchema = -4;
    private const int FinestSchema = 8;
    private const ulong StaleMarker = 0x7ff0000000000002;

    private readonly List<(int Offset, ulong Length)> _spans = [];
    private readonly List<double> _counts = [];
    private double _sum;
    private double _zeros;
    private double _running;
    private bool _hasNegative;

    /// <summary>Null where a message has classic buckets only.</summary>
    public int? Schema { get; private set; }

    /// <summary>The sender says that the series has ended.</summary>
    public bool IsStaleMarker => BitConverter.DoubleToUInt64Bits(_sum) == StaleMarker;

    /// <summary>Unix milliseconds; 0 where the message does not tell.</summary>
    public long TimestampMs { get; private set; }

    /// <summary>False when the message is malformed.</summary>
    public bool TryRead(ReadOnlySpan<byte> message)
    {
        _spans.Clear();
        _counts.Clear();
        (_sum, _zeros, _running, _hasNegative, Schema, TimestampMs) = (0, 0, 0, false, null, 0);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (!TryTake(reader))
                return false;
        }
        return !reader.Malformed;
    }

    /// <summary>Null when it is none of a latency or of tokens: values below 0, counts that are none, a schema nobody knows.</summary>
    public AggregateDistribution? ToDistribution()
    {
        if (Schema is not (>= CoarsestSchema and <= FinestSchema) || _hasNegative || !double.IsFinite(_sum) || Whole(_zeros) is not { } zeros)
            return null;
        var buckets = Buckets();
        return buckets is null ? null : BucketRun.Fit(buckets, Schema.Value, zeros, _sum);
    }

    private bool TryTake(in ProtoReader reader)
    {
        if (reader.Is(fields.Sum, ProtoType.Fixed64))
            _sum = BitConverter.UInt64BitsToDouble(reader.Number);
        else if (reader.Is(fields.Schema, ProtoType.Varint))
            Schema = (int)ZigZag(reader.Number);
        else if (reader.Is(fields.ZeroCount, ProtoType.Varint))
            _zeros = reader.Number;
        else if (reader.Is(fields.ZeroCountFloat, ProtoType.Fixed64))
            _zeros = BitConverter.UInt64BitsToDouble(reader.Number);
        else if (reader.Field == fields.NegativeSpan)
            _hasNegative = true;
        else if (reader.Is(fields.PositiveSpan, ProtoType.Bytes))
            return TryTakeSpan(reader.Bytes);
        else if (reader.Field == fields.PositiveDelta)
            return TryTakeDeltas(reader);
        else if (reader.Field == fields.PositiveCount)
            return TryTakeCounts(reader);
        else if (reader.Is(fields.Timestamp, ProtoType.Varint))
            TimestampMs = (long)reader.Number;
        return true;
    }

    private bool TryTakeSpan(ReadOnlySpan<byte> message)
    {
        var (offset, length) = (0, 0UL);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Is(1, ProtoType.Varint))
                offset = (int)ZigZag(reader.Number);
            else if (reader.Is(2, ProtoType.Varint))
                length = reader.Number;
        }
        _spans.Add((offset, length));
        return !reader.Malformed;
    }

    /// <summary>One by one, as proto2 has them, or packed.</summary>
    private bool TryTakeDeltas(in ProtoReader reader)
    {
        if (reader.Type == ProtoType.Varint)
            AddDelta(reader.Number);
        var packed = reader.Bytes;
        while (!packed.IsEmpty)
        {
            if (!ProtoReader.TryReadVarint(ref packed, out var delta))
                return false;
            AddDelta(delta);
        }
        return true;
    }

    private bool TryTakeCounts(in ProtoReader reader)
    {
        if (reader.Type == ProtoType.Fixed64)
            _counts.Add(BitConverter.UInt64BitsToDouble(reader.Number));
        if (reader.Bytes.Length % sizeof(double) != 0)
            return false;
        _counts.AddRange(MemoryMarshal.Cast<byte, double>(reader.Bytes));
        return true;
    }

    private void AddDelta(ulong delta) => _counts.Add(_running += ZigZag(delta));

    /// <summary>OpenTelemetry's index and count of each bucket that has any, rising; null when a count is none or has no bucket.</summary>
    private List<(long Index, long Count)>? Buckets()
    {
        var buckets = new List<(long, long)>(_counts.Count);
        var (index, next) = (-1L, 0);
        foreach (var (offset, length) in _spans)
        {
            if (offset < 0 && next > 0)
                return null;
            index += offset;
            for (var i = 0UL; i < length && next < _counts.Count; i++, index++)
            {
                if (Whole(_counts[next++]) is not { } count)
                    return null;
                if (count > 0)
                    buckets.Add((index, count));
            }
        }
        return next == _counts.Count ? buckets : null;
    }

    private static long? Whole(double count) => count is >= 0 and <= TelemetryLimits.Total ? (long)Math.Round(count) : null;

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
