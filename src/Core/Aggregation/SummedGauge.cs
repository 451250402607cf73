using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>
/// A gauge of several things whose sum is of interest. Within a minute it is the mean reading times the number of
/// things that reported; merging counts the other as minutes of their own, and their mean is the value.
/// </summary>
internal struct SummedGauge
{
    private MeanSum _open;
    private MeanSum _byMinute;
    private SlotSet _things;

    public readonly double? Value
    {
        get
        {
            var byMinute = _byMinute;
            byMinute.Add(OpenMinute);
            return byMinute.Mean;
        }
    }

    private readonly double? OpenMinute => _open.Mean * _things.Count;

    /// <param name="slot">Number of the thing in its table.</param>
    public void Add(double? reading, int slot)
    {
        if (reading is null)
            return;
        _open.Add(reading);
        _things.Add(slot);
    }

    public void Merge(in SummedGauge other)
    {
        _byMinute.Merge(other._byMinute);
        _byMinute.Add(other.OpenMinute);
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Bool(_open.Count > 0);
        if (_open.Count > 0)
        {
            _open.Write(writer);
            _things.Write(writer);
        }
        _byMinute.Write(writer);
    }

    public static SummedGauge Read(ref StateReader reader)
    {
        var gauge = new SummedGauge();
        if (reader.Bool())
        {
            gauge._open = MeanSum.Read(ref reader);
            gauge._things = SlotSet.Read(ref reader);
        }
        gauge._byMinute = MeanSum.Read(ref reader);
        return gauge;
    }
}
