namespace Plimsoll.Alerting.Desk;

/// <summary>Decides whether an automatic action is to be asked for now. Pure: an alert that it was asked for is not asked for again while it lives.</summary>
internal static class ActionTurn
{
    /// <summary>The log as it stands now, and what to ask; null for nothing. What is silenced or acknowledged is left to people.</summary>
    /// <param name="alerts">Of the component.</param>
    public static (ChannelLog Log, Notification? Send) Decide(
        ChannelPolicy policy, ActionPolicy action, ChannelLog log, IReadOnlyList<DeskAlert> alerts, Func<DeskAlert, bool> silenced, string? incident, DateTimeOffset now)
    {
        var active = alerts.Where(a => a.IsActive).Select(a => a.Key).ToHashSet();
        log = log with
        {
            Told = log.Told.Where(t => active.Contains(t.Key)).ToDictionary(),
            Acted = [.. log.Acted.Where(at => at > now - action.Per)],
        };
        var fresh = alerts.Where(a => a.Tells && a.AcknowledgedBy is null && policy.Takes(a, now) && !silenced(a) && !Knows(log, a)).OrderBy(a => a.Priority).ToList();
        if (fresh.Count == 0)
            return (log with { DueSince = null, Tries = 0, NotBefore = null }, null);
        log = log with { DueSince = log.DueSince ?? now };
        return now < log.NotBefore
            ? (log, null)
            : (log, new(policy.Name, log.Component, [.. fresh.Select(a => new NotifiedAlert(a, true, true, null))], log.DueSince.Value, incident));
    }

    private static bool Knows(ChannelLog log, DeskAlert alert) => log.Told.ContainsKey(alert.Key) || log.GivenUp.ContainsKey(alert.Key);
}
