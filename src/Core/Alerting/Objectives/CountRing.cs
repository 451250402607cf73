using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Alerting.Objectives;

/// <summary>Counts by whole minute or hour, of the newest so many; rising, and only those that are not empty.</summary>
internal sealed class CountRing(int capacity)
{
    private readonly List<Slot> _slots = [];

    public void Add(long index, EventCounts counts)
    {
        if (_slots is [.., var last] && last.Index == index)
        {
            _slots[^1] = last with { Counts = last.Counts + counts };
            return;
        }
        if (_slots.Count > 0 && index <= _slots[^1].Index - capacity)
            return;
        var at = Find(index);
        if (at < _slots.Count && _slots[at].Index == index)
            _slots[at] = _slots[at] with { Counts = _slots[at].Counts + counts };
        else
            _slots.Insert(at, new(index, counts));
        _slots.RemoveRange(0, Find(_slots[^1].Index - capacity + 1));
    }

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Inclusive.</param>
    public EventCounts Sum(long from, long to)
    {
        var sum = new EventCounts();
        for (var i = Find(from); i < _slots.Count && _slots[i].Index <= to; i++)
            sum += _slots[i].Counts;
        return sum;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_slots.Count);
        var before = 0L;
        foreach (var (index, counts) in _slots)
        {
            writer.Count(index - before);
            writer.Count(counts.Bad);
            writer.Count(counts.Total);
            before = index;
        }
    }

    public void Restore(ref StateReader reader)
    {
        var index = 0L;
        for (var left = reader.Length(capacity); left > 0; left--)
        {
            index += reader.Count();
            _slots.Add(new(index, new(reader.Count(), reader.Count())));
        }
    }

    /// <summary>Position of the first slot at or after an index.</summary>
    private int Find(long index)
    {
        var (low, high) = (0, _slots.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_slots[middle].Index < index)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private readonly record struct Slot(long Index, EventCounts Counts);
}
