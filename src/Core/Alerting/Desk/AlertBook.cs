using Plimsoll.Alerting.Notices;

namespace Plimsoll.Alerting.Desk;

/// <summary>
/// The alerts that a desk knows. Bounded: where there is no room, the one that ended first makes it, and for an alert that tells
/// channels one that is only shown.
/// </summary>
internal sealed class AlertBook(int most)
{
    private static readonly TimeSpan s_keepEnded = TimeSpan.FromHours(24);

    private readonly Dictionary<string, DeskAlert> _alerts = new(StringComparer.Ordinal);

    /// <summary>Alerts that found no room.</summary>
    public long Refused { get; private set; }

    public IReadOnlyCollection<DeskAlert> All => _alerts.Values;

    public DeskAlert? Find(string key) => _alerts.GetValueOrDefault(key);

    public void Put(DeskAlert alert) => _alerts[alert.Key] = alert;

    /// <summary>Takes a notice; one that came before changes nothing. Returns whether it changed anything.</summary>
    /// <param name="isAwaited">Whether a channel is still to hear of the end of an alert, which then stays.</param>
    public bool Take(AlertNotice notice, Func<DeskAlert, bool> isAwaited)
    {
        if (_alerts.TryGetValue(notice.Key, out var known))
        {
            _alerts[notice.Key] = known.After(notice);
            return !ReferenceEquals(_alerts[notice.Key], known);
        }
        if (_alerts.Count >= most && !MakeRoom(notice, isAwaited))
        {
            Refused++;
            return false;
        }
        _alerts[notice.Key] = new(notice, notice.Mute, notice.At, notice.Active ? null : notice.At);
        return true;
    }

    /// <summary>Forgets alerts that ended a day ago.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var alert in _alerts.Values.Where(a => a.Ended <= now - s_keepEnded).ToList())
            _alerts.Remove(alert.Key);
    }

    private bool MakeRoom(AlertNotice notice, Func<DeskAlert, bool> isAwaited)
    {
        var leaves = _alerts.Values.Where(a => !a.IsActive && !isAwaited(a)).MinBy(a => a.Ended)
            ?? (notice is { Notify: true, Active: true } ? _alerts.Values.Where(a => a.IsActive && !a.Notice.Notify).OrderByDescending(a => a.Priority).ThenBy(a => a.Started).FirstOrDefault() : null);
        return leaves is not null && _alerts.Remove(leaves.Key);
    }
}
