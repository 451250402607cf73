using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Content;

/// <summary>How often each token came. Bounded: tokens beyond the bound count together.</summary>
internal sealed class TokenCounts
{
    public const int MostTokens = 4_096;

    private readonly Dictionary<int, long> _counts = [];

    public long Total { get; private set; }

    public long this[int token] => _counts.GetValueOrDefault(token);

    public void Add(int token, long count = 1)
    {
        Total += count;
        if (_counts.ContainsKey(token) || _counts.Count < MostTokens)
            _counts[token] = _counts.GetValueOrDefault(token) + count;
    }

    public void Merge(TokenCounts other)
    {
        foreach (var (token, count) in other._counts)
            Add(token, count);
        Total += other.Total - other._counts.Values.Sum();
    }

    /// <summary>Halves every count, so that what comes weighs more than what was; what falls to nothing makes room.</summary>
    public void Halve()
    {
        foreach (var (token, count) in _counts.ToList())
        {
            if (count < 2)
                _counts.Remove(token);
            else
                _counts[token] = count / 2;
        }
        Total /= 2;
    }

    /// <summary>The most frequent tokens, most frequent first.</summary>
    public IReadOnlyList<int> Top(int most) => [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(most).Select(c => c.Key)];

    /// <summary>Counts of some tokens and, last, of all others together.</summary>
    public double[] Over(IReadOnlyList<int> tokens)
    {
        double[] counts = [.. tokens.Select(t => (double)this[t])];
        return [.. counts, Total - counts.Sum()];
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Total - _counts.Values.Sum());
        writer.Count(_counts.Count);
        foreach (var (token, count) in _counts)
        {
            writer.Signed(token);
            writer.Count(count);
        }
    }

    public static TokenCounts Read(ref StateReader reader)
    {
        var counts = new TokenCounts { Total = reader.Count() };
        for (var left = reader.Length(MostTokens); left > 0; left--)
            counts.Add(reader.Between(int.MinValue, int.MaxValue), reader.Count());
        return counts;
    }
}
