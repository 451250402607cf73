namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>What one component counts in one minute.</summary>
internal readonly record struct Totals(long Requests, long InputTokens, long OutputTokens)
{
    public static SortedDictionary<(string Component, long Minute), Totals> Of(IEnumerable<SentRecord> records)
    {
        var totals = new SortedDictionary<(string, long), Totals>();
        foreach (var group in records.GroupBy(r => (r.Component, r.Minute)))
            totals[group.Key] = new Totals(group.Count(), group.Sum(r => r.InputTokens), group.Sum(r => r.OutputTokens));
        return totals;
    }
}
