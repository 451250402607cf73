using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Alerting;

/// <summary>The lowest and highest score of one request, by name, of the last ten minutes. Bounded: a name beyond the bound is not watched.</summary>
internal sealed class RecentScores
{
    public const int MaxNames = 32;
    private const long KeptMs = 10 * Clock.MinuteMs;

    private readonly SortedDictionary<string, Extremes> _byName = new(StringComparer.Ordinal);

    /// <summary>Names that were not watched for want of room.</summary>
    public long Overflowed { get; private set; }

    /// <returns>Whether it is the lowest or the highest now.</returns>
    public bool Note(string name, double value, long atMs)
    {
        var known = _byName.TryGetValue(name, out var extremes);
        if (!known && _byName.Count == MaxNames)
        {
            Overflowed++;
            return false;
        }
        var before = extremes;
        if (!known || value <= extremes.Lowest || extremes.LowestMs <= atMs - KeptMs)
            extremes = extremes with { Lowest = value, LowestMs = atMs };
        if (!known || value >= extremes.Highest || extremes.HighestMs <= atMs - KeptMs)
            extremes = extremes with { Highest = value, HighestMs = atMs };
        _byName[name] = extremes;
        return extremes != before;
    }

    public double? Lowest(string name, long nowMs) =>
        _byName.TryGetValue(name, out var extremes) && extremes.LowestMs > nowMs - KeptMs ? extremes.Lowest : null;

    public double? Highest(string name, long nowMs) =>
        _byName.TryGetValue(name, out var extremes) && extremes.HighestMs > nowMs - KeptMs ? extremes.Highest : null;

    public void Write(StateWriter writer)
    {
        writer.Count(Overflowed);
        writer.Count(_byName.Count);
        foreach (var (name, extremes) in _byName)
        {
            writer.Text(name);
            writer.Double(extremes.Lowest);
            writer.Count(extremes.LowestMs);
            writer.Double(extremes.Highest);
            writer.Count(extremes.HighestMs);
        }
    }

    public void Restore(ref StateReader reader)
    {
        Overflowed = reader.Count();
        for (var left = reader.Length(MaxNames); left > 0; left--)
        {
            var name = reader.Text() ?? throw reader.Corrupt("a score without a name");
            _byName[name] = new(reader.Double(), reader.Count(), reader.Double(), reader.Count());
        }
    }

    private readonly record struct Extremes(double Lowest, long LowestMs, double Highest, long HighestMs);
}
