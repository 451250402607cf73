using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>Counts by name for a bounded number of names; the rest is counted under <see cref="Other"/>, which is not one of them.</summary>
public sealed class NamedCounters
{
    public const string Other = "__other__";

    /// <summary>More names than this are never stored, whatever the settings say.</summary>
    internal const int HardLimit = 4096;

    private readonly Dictionary<string, long> _counts = [];

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <returns>False when the name went to <see cref="Other"/>.</returns>
    public bool Add(string name, long count, int limit)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, name);
        if (!Unsafe.IsNullRef(ref known))
        {
            known += count;
            return true;
        }
        var names = _counts.Count - (_counts.ContainsKey(Other) ? 1 : 0);
        var fits = names < limit && name != Other;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, fits ? name : Other, out _) += count;
        return fits;
    }

    public void Merge(NamedCounters other, int limit)
    {
        foreach (var (name, count) in other._counts.OrderBy(e => e.Key, StringComparer.Ordinal))
            Add(name, count, limit);
    }

    internal void Write(StateWriter writer)
    {
        writer.Count(_counts.Count);
        foreach (var (name, count) in _counts.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            writer.Text(name);
            writer.Count(count);
        }
    }

    internal static NamedCounters Read(ref StateReader reader)
    {
        var counters = new NamedCounters();
        for (var left = reader.Length(HardLimit); left > 0; left--)
        {
            var name = reader.Text() ?? throw reader.Corrupt("a counter without a name");
            counters._counts[name] = reader.Count();
        }
        return counters;
    }
}
