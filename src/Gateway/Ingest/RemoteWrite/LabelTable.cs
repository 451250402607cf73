namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Where the labels of a series stand in its bytes. Reused from series to series.</summary>
internal sealed class LabelTable
{
    /// <summary>Labels of one series; one with more is not taken.</summary>
    public const int Capacity = 64;

    private readonly (Range Name, Range Value)[] _labels = new (Range, Range)[Capacity];

    public int Count { get; private set; }

    public (Range Name, Range Value) this[int i] => _labels[i];

    public void Clear() => Count = 0;

    /// <summary>False when the table is full.</summary>
    public bool TryAdd(Range name, Range value)
    {
        if (Count == Capacity)
            return false;
        _labels[Count++] = (name, value);
        return true;
    }
}
