using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components;

/// <summary>How far each journal was applied. Bounded: a journal unused for 30 days goes, and of too many the one unused longest.</summary>
internal sealed class WatermarkTable
{
    public const int Capacity = 256;

    private const long UnusedAfterMs = 30L * 24 * 60 * 60 * 1000;

    private readonly Dictionary<Guid, Mark> _marks = [];

    public IReadOnlyDictionary<Guid, long> ToDictionary() => _marks.ToDictionary(m => m.Key, m => m.Value.Sequence);

    /// <summary>0 when nothing of the journal was applied.</summary>
    public long AppliedThrough(Guid journal) => _marks.TryGetValue(journal, out var mark) ? mark.Sequence : 0;

    /// <param name="nowMs">The component's position, so that the outcome does not depend on a clock.</param>
    public void Move(Guid journal, long sequence, long nowMs)
    {
        _marks[journal] = new(sequence, nowMs);
        if (_marks.Count > Capacity)
            _marks.Remove(_marks.Where(m => m.Key != journal).MinBy(m => (m.Value.UsedMs, m.Key)).Key);
    }

    /// <summary>Returns whether a journal went.</summary>
    public bool Expire(long nowMs)
    {
        var unused = _marks.Where(m => m.Value.UsedMs < nowMs - UnusedAfterMs).Select(m => m.Key).ToList();
        foreach (var journal in unused)
            _marks.Remove(journal);
        return unused.Count > 0;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_marks.Count);
        foreach (var (journal, mark) in _marks.OrderBy(m => m.Key))
        {
            writer.Bytes(journal.ToByteArray());
            writer.Count(mark.Sequence);
            writer.Count(mark.UsedMs);
        }
    }

    public void Restore(ref StateReader reader)
    {
        for (var left = reader.Length(Capacity); left > 0; left--)
        {
            var id = reader.Bytes();
            if (id.Length != 16)
                throw reader.Corrupt($"a journal id has {id.Length} bytes, not 16");
            _marks[new Guid(id)] = new(reader.Count(), reader.Count());
        }
    }

    private readonly record struct Mark(long Sequence, long UsedMs);
}
