using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>
/// Means of scores by name and source, of a bounded number of pairs; the rest is counted under
/// <see cref="NamedCounters.Other"/>, for both.
/// </summary>
internal sealed class ScoreBook
{
    private static readonly (string Name, string Source) s_others = (NamedCounters.Other, NamedCounters.Other);

    private readonly Dictionary<(string Name, string Source), MeanSum> _means = [];

    /// <summary>In the order of their names.</summary>
    public IEnumerable<(string Name, string Source, long Count, double Mean)> Means =>
        from score in InOrder()
        where score.Value.Count > 0
        select (score.Key.Name, score.Key.Source, score.Value.Count, score.Value.Mean!.Value);

    /// <returns>False when the score went to the overflow slot.</returns>
    public bool Add(string name, string source, double value, int limit)
    {
        var key = Slot((name, source), limit);
        var mean = _means.GetValueOrDefault(key);
        mean.Add(value);
        _means[key] = mean;
        return key != s_others;
    }

    public void Merge(ScoreBook other, int limit)
    {
        foreach (var (theirs, added) in other.InOrder())
        {
            var key = Slot(theirs, limit);
            var mean = _means.GetValueOrDefault(key);
            mean.Merge(added);
            _means[key] = mean;
        }
    }

    public void Write(StateWriter writer)
    {
        writer.Count(_means.Count);
        foreach (var ((name, source), mean) in InOrder())
        {
            writer.Text(name);
            writer.Text(source);
            mean.Write(writer);
        }
    }

    public static ScoreBook Read(ref StateReader reader)
    {
        var book = new ScoreBook();
        for (var left = reader.Length(NamedCounters.HardLimit); left > 0; left--)
        {
            var name = reader.Text() ?? throw reader.Corrupt("a score without a name");
            var source = reader.Text() ?? throw reader.Corrupt("a score without a source");
            book._means[(name, source)] = MeanSum.Read(ref reader);
        }
        return book;
    }

    private (string Name, string Source) Slot((string Name, string Source) key, int limit)
    {
        if (_means.ContainsKey(key))
            return key;
        var known = _means.Count - (_means.ContainsKey(s_others) ? 1 : 0);
        return known < limit ? key : s_others;
    }

    private IEnumerable<KeyValuePair<(string Name, string Source), MeanSum>> InOrder() =>
        _means.OrderBy(m => m.Key.Name, StringComparer.Ordinal).ThenBy(m => m.Key.Source, StringComparer.Ordinal);
}
