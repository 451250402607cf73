using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Objectives;

/// <summary>The error budgets of one source of requests. Bad requests are counted exactly, each when it comes in.</summary>
internal sealed class BudgetBook(IReadOnlyList<Objective> objectives)
{
    private const byte Format = 1;
    private const int MaxLedgers = 16;
    private const double NanosecondsPerMs = 1e6;

    private readonly Dictionary<string, BudgetLedger> _unwatched = [];
    private readonly Entry[] _entries = [.. objectives.Select(o => new Entry(o))];

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; set; }

    /// <param name="ttftNs">Negative for a request of which it is not known, or that failed.</param>
    /// <param name="tpotNs">Likewise.</param>
    public void Add(long minute, bool failed, long ttftNs, long tpotNs)
    {
        foreach (var entry in _entries)
        {
            if (entry.ThresholdNs < 0)
                entry.Ledger.Add(minute, failed);
            else if ((entry.IsTtft ? ttftNs : tpotNs) is >= 0 and var latency)
                entry.Ledger.Add(minute, latency > entry.ThresholdNs);
        }
    }

    /// <summary>Requests that were counted before they came; of their latencies nothing exact is known.</summary>
    public void Add(long minute, long requests, long errors)
    {
        foreach (var entry in _entries)
        {
            if (entry.ThresholdNs < 0)
                entry.Ledger.Add(minute, new EventCounts(errors, requests));
        }
    }

    /// <summary>Null for an objective that nobody set, or without requests.</summary>
    public bool? Burns(string objective, BurnSpeed speed, long nowMs)
    {
        if (Array.Find(_entries, e => e.Objective.Name == objective) is not { } entry)
            return null;
        bool? answer = null;
        foreach (var rule in BurnRule.All)
        {
            if (rule.Speed != speed)
                continue;
            var fires = rule.Fires(entry.Objective.Target, entry.Ledger.Over(rule.LongWindow, nowMs), entry.Ledger.Over(rule.ShortWindow, nowMs));
            answer = fires is true || answer is true ? true : fires ?? answer;
        }
        return answer;
    }

    /// <summary>The rows of the burn-rate table that fire now, with what burns over their windows.</summary>
    /// <param name="speed">Null for any.</param>
    public IEnumerable<BurnFound> Burning(string objective, BurnSpeed? speed, long nowMs)
    {
        if (Array.Find(_entries, e => e.Objective.Name == objective) is not { } entry)
            yield break;
        var target = entry.Objective.Target;
        foreach (var rule in BurnRule.All.Where(r => speed is null || r.Speed == speed))
        {
            var (overLong, overShort) = (entry.Ledger.Over(rule.LongWindow, nowMs), entry.Ledger.Over(rule.ShortWindow, nowMs));
            if (rule.Fires(target, overLong, overShort) is true)
                yield return new(rule, overLong.Burn(target) ?? 0, overShort.Burn(target) ?? 0, rule.BurnFor(target));
        }
    }

    /// <summary>How each objective stands.</summary>
    public IEnumerable<BudgetStanding> Standings(long nowMs) => _entries.Select(e => BudgetStanding.Of(e.Objective, e.Ledger, nowMs));

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_entries.Length + _unwatched.Count);
        foreach (var (name, ledger) in _entries.Select(e => (e.Objective.Name, e.Ledger)).Concat(_unwatched.Select(u => (u.Key, u.Value))))
        {
            writer.Text(name);
            ledger.Write(writer);
        }
    }

    /// <summary>Ledgers of objectives that are not set now are kept: the configuration may come back.</summary>
    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        for (var left = reader.Length(MaxLedgers); left > 0; left--)
        {
            var name = reader.Text() ?? throw reader.Corrupt("an objective without a name");
            var ledger = BudgetLedger.Read(ref reader);
            if (Array.Find(_entries, e => e.Objective.Name == name) is { } entry)
                entry.Ledger = ledger;
            else
                _unwatched[name] = ledger;
        }
        Version = version;
    }

    private sealed class Entry(Objective objective)
    {
        public Objective Objective => objective;

        public bool IsTtft { get; } = objective.Name == Objective.Ttft;

        public long ThresholdNs { get; } = objective.ThresholdMs is { } ms ? (long)(ms * NanosecondsPerMs) : -1;

        public BudgetLedger Ledger { get; set; } = new();
    }
}
