namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>The labels of one series, in place.</summary>
/// <param name="series">The series' message.</param>
internal readonly ref struct SeriesLabels(ReadOnlySpan<byte> series, LabelTable labels)
{
    private readonly ReadOnlySpan<byte> _series = series;

    public int Count => labels.Count;

    public ReadOnlySpan<byte> Name(int i) => _series[labels[i].Name];

    public ReadOnlySpan<byte> Value(int i) => _series[labels[i].Value];

    /// <summary>Empty where the label is absent, which Prometheus takes for the same.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Name(i).SequenceEqual(name))
                return Value(i);
        }
        return default;
    }

    /// <summary>The value of the first of the labels that is there; empty for none.</summary>
    public ReadOnlySpan<byte> First(byte[][] names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { IsEmpty: false } value)
                return value;
        }
        return default;
    }
}
