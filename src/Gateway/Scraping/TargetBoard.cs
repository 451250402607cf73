using System.Collections.Concurrent;
using Plimsoll.Configuration.Scraping;

namespace Plimsoll.Gateway.Scraping;

/// <summary>The targets at present. One caller at a time changes it; any may look.</summary>
internal sealed class TargetBoard(IEnumerable<ITargetSource> sources, ScrapeOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TargetState> _states = new(StringComparer.Ordinal);

    public IReadOnlyList<ITargetSource> Sources { get; } = [.. sources];

    /// <summary>Whether this process scrapes; else another one of the fleet does.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Targets beyond the bound.</summary>
    public int LeftOut { get; private set; }

    public IEnumerable<TargetPicture> Pictures => _states.Values.Select(s => s.Picture);

    /// <summary>The targets that are due and not being asked yet. Those that are gone are forgotten.</summary>
    public IReadOnlyList<TargetState> TakeDue()
    {
        IsActive = true;
        var found = Find();
        foreach (var gone in _states.Keys.Where(k => !found.ContainsKey(k)))
            _states.TryRemove(gone, out _);
        var now = time.GetTimestamp();
        foreach (var (key, target) in found)
            _states.GetOrAdd(key, _ => new TargetState(target, now + FirstWait(target)));
        var due = _states.Values.Where(s => s.DueAt <= now && s.Scrape.IsCompleted).ToList();
        foreach (var state in due)
            state.DueAt = Next(state.DueAt, Ticks(state.Target.Job.Interval), now);
        return due;
    }

    /// <summary>Another process scrapes.</summary>
    public void StandBy()
    {
        IsActive = false;
        _states.Clear();
    }

    private Dictionary<string, ScrapeTarget> Find()
    {
        var found = new Dictionary<string, ScrapeTarget>(StringComparer.Ordinal);
        var leftOut = 0;
        foreach (var target in Sources.SelectMany(s => s.Targets))
        {
            if (found.Count < options.MaxTargets)
                found.TryAdd(target.Key, target);
            else if (!found.ContainsKey(target.Key))
                leftOut++;
        }
        LeftOut = leftOut;
        return found;
    }

    /// <summary>Spreads the targets over their interval.</summary>
    private long FirstWait(ScrapeTarget target) => (long)(Ticks(target.Job.Interval) * ((uint)target.Key.GetHashCode(StringComparison.Ordinal) / (double)uint.MaxValue));

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>Keeps the rhythm; scrapes that were missed are not made up for.</summary>
    private static long Next(long due, long interval, long now) => due + ((now - due) / interval + 1) * interval;
}
