using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>
/// Users of a day. While it lasts as a sketch; once it is over as the counts that are left of it, from which no user can be
/// told: how many registers of the sketch hold at least a rank, of which one user changes one.
/// </summary>
internal sealed class DayUsers
{
    /// <summary>Ranks at which registers are counted: the higher, the more users they tell apart.</summary>
    public static readonly IReadOnlyList<int> Ranks = [1, 4, 7, 10, 13];

    private DistinctSketch? _sketch;
    private long _estimate;
    private long[]? _occupied;

    public long Estimate => _sketch?.Estimate() ?? _estimate;

    /// <summary>Registers by <see cref="Ranks"/>; null while the day lasts, and for a day without users.</summary>
    public IReadOnlyList<long>? Occupied => _occupied;

    /// <summary>Whether it is still a sketch.</summary>
    public bool IsOpen => _sketch is not null;

    public void Add(DistinctSketch? users)
    {
        if (users is not null)
            (_sketch ??= new()).Merge(users);
    }

    /// <summary>Puts one user in the place of another; see <see cref="DistinctSketch.Rename"/>.</summary>
    public bool Rename(ulong hash, ulong other) => _sketch?.Rename(hash, other) is true;

    /// <summary>Forgets the sketch. Nothing can be added after it.</summary>
    public void Close()
    {
        if (_sketch is null)
            return;
        _estimate = _sketch.Estimate();
        _occupied = [.. Ranks.Select(_sketch.Registers)];
        _sketch = null;
    }

    public void Write(StateWriter writer)
    {
        writer.Optional(_sketch, static (sketch, w) => sketch.Write(w));
        writer.Count(_estimate);
        writer.Bool(_occupied is not null);
        foreach (var count in _occupied ?? [])
            writer.Count(count);
    }

    public static DayUsers Read(ref StateReader reader)
    {
        var users = new DayUsers { _sketch = reader.Optional(DistinctSketch.Read), _estimate = reader.Count() };
        if (!reader.Bool())
            return users;
        users._occupied = new long[Ranks.Count];
        for (var i = 0; i < Ranks.Count; i++)
            users._occupied[i] = reader.Count();
        return users;
    }
}
