namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>prometheus.TimeSeries: labels = 1, samples = 2, native histograms = 4; exemplars are passed over.</summary>
internal static class SeriesMessage
{
    private const int LabelsField = 1;
    private const int SamplesField = 2;
    private const int HistogramsField = 4;

    /// <summary>Null when the series is whole; its labels are in the table then.</summary>
    public static string? Read(ReadOnlySpan<byte> series, LabelTable labels, out int samples)
    {
        labels.Clear();
        samples = 0;
        var fields = new ProtoReader(series);
        while (fields.Next())
        {
            if (fields.Is(SamplesField, ProtoType.Bytes) || fields.Is(HistogramsField, ProtoType.Bytes))
                samples++;
            else if (fields.Is(LabelsField, ProtoType.Bytes) && ReadLabel(series, fields.Bytes, labels) is { } problem)
                return problem;
        }
        return fields.Malformed ? "a series is cut short or is no message" : null;
    }

    /// <summary>Null when the label is whole.</summary>
    private static string? ReadLabel(ReadOnlySpan<byte> series, ReadOnlySpan<byte> label, LabelTable labels)
    {
        Range name = default, value = default;
        var fields = new ProtoReader(label);
        while (fields.Next())
        {
            if (fields.Is(1, ProtoType.Bytes))
                name = RangeOf(series, fields.Bytes);
            else if (fields.Is(2, ProtoType.Bytes))
                value = RangeOf(series, fields.Bytes);
        }
        if (fields.Malformed)
            return "a label is cut short or is no message";
        return labels.TryAdd(name, value) ? null : $"a series has more than {LabelTable.Capacity} labels";
    }

    private static Range RangeOf(ReadOnlySpan<byte> series, ReadOnlySpan<byte> part)
    {
        series.Overlaps(part, out var start);
        return start..(start + part.Length);
    }
}

/// <summary>Walks the native histograms of a series.</summary>
internal ref struct HistogramReader(ReadOnlySpan<byte> series)
{
    private ProtoReader _fields = new(series);

    /// <summary>The one that <see cref="Next"/> stopped at.</summary>
    public readonly ReadOnlySpan<byte> Message => _fields.Bytes;

    public bool Next()
    {
        while (_fields.Next())
        {
            if (_fields.Is(4, ProtoType.Bytes))
                return true;
        }
        return false;
    }
}

/// <summary>Walks the samples of a series.</summary>
internal ref struct SampleReader(ReadOnlySpan<byte> series)
{
    /// <summary>NaN with which Prometheus says that a series has ended.</summary>
    private const ulong StaleMarker = 0x7ff0000000000002;

    private ProtoReader _fields = new(series);
    private bool _hasOne;

    /// <summary>The one sample of a series that comes without its message.</summary>
    public SampleReader(double value, long atMs)
        : this(default) => (Value, TimestampMs, _hasOne) = (value, atMs, true);

    public double Value { get; private set; }

    /// <summary>Unix milliseconds.</summary>
    public long TimestampMs { get; private set; }

    public readonly bool IsStaleMarker => BitConverter.DoubleToUInt64Bits(Value) == StaleMarker;

    /// <summary>A sample is no message.</summary>
    public bool Malformed { get; private set; }

    public bool Next()
    {
        while (_fields.Next())
        {
            if (_fields.Is(2, ProtoType.Bytes))
                return Read(_fields.Bytes);
        }
        var one = _hasOne;
        _hasOne = false;
        return one;
    }

    private bool Read(ReadOnlySpan<byte> sample)
    {
        (Value, TimestampMs) = (0, 0);
        var fields = new ProtoReader(sample);
        while (fields.Next())
        {
            if (fields.Is(1, ProtoType.Fixed64))
                Value = BitConverter.UInt64BitsToDouble(fields.Number);
            else if (fields.Is(2, ProtoType.Varint))
                TimestampMs = (long)fields.Number;
        }
        Malformed = fields.Malformed;
        return !Malformed;
    }
}
