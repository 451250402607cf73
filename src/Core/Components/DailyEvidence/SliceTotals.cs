using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Counters of a day by a name; what has no more room counts under <see cref="NamedCounters.Other"/>.</summary>
internal sealed class SliceTotals
{
    public const int MaxNames = 64;

    private readonly SortedDictionary<string, SliceCounters> _totals = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SliceCounters> All => _totals;

    public void Add(string name, SliceCounters counters)
    {
        if (counters == default)
            return;
        if (!_totals.ContainsKey(name) && _totals.Count >= MaxNames)
            name = NamedCounters.Other;
        _totals[name] = _totals.GetValueOrDefault(name).Plus(counters);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_totals.Count);
        foreach (var (name, counters) in _totals)
        {
            writer.Text(name);
            counters.Write(writer);
        }
    }

    public static SliceTotals Read(ref StateReader reader)
    {
        var totals = new SliceTotals();
        for (var left = reader.Length(MaxNames + 1); left > 0; left--)
            totals._totals[reader.Text() ?? throw reader.Corrupt("totals without a name")] = SliceCounters.Read(ref reader);
        return totals;
    }
}
