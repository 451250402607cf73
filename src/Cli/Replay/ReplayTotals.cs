namespace Plimsoll.Cli.Replay;

/// <summary>What became of the rows so far.</summary>
internal sealed class ReplayTotals
{
    private const int MaxReasons = 20;
    private const string OtherReasons = "other reasons";
    private readonly Dictionary<string, long> _rejected = new(StringComparer.Ordinal);

    /// <summary>Records in requests that the gateway answered with a count.</summary>
    public long Sent { get; set; }

    public long Accepted { get; set; }
    public long Duplicates { get; set; }

    /// <summary>Records whose request was refused, or never answered: they may or may not count.</summary>
    public long NotDelivered { get; set; }

    public long Retries { get; set; }

    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    public long RejectedCount => _rejected.Values.Sum();

    public void Reject(string reason, long count)
    {
        var label = _rejected.ContainsKey(reason) || _rejected.Count < MaxReasons ? reason : OtherReasons;
        _rejected[label] = _rejected.GetValueOrDefault(label) + count;
    }
}
