using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Desk;

/// <summary>Decides whether a channel is to be told something of one component now. Pure: what it sends follows from what it was told.</summary>
internal static class ChannelTurn
{
    private const int LongestBackoffDoublings = 8;
    private static readonly Dictionary<string, AlertPriority> s_none = [];
    private static readonly TimeSpan s_firstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>The log as it stands now, and what to send; null for nothing.</summary>
    /// <param name="alerts">Of the component.</param>
    public static (ChannelLog Log, Notification? Send) Decide(
        ChannelPolicy policy, ChannelLog log, IReadOnlyList<DeskAlert> alerts, Func<DeskAlert, bool> silenced, string? incident, DateTimeOffset now)
    {
        if (policy.Refreshes)
            silenced = _ => false;
        var firing = alerts.Where(a => a.Tells && policy.Takes(a, now) && (!silenced(a) || log.Told.ContainsKey(a.Key))).ToList();
        var ended = alerts.Where(a => !a.IsActive && a.Mute != States.AlertMute.Flapping && log.IsOpen(a.Key)).ToList();
        var fresh = firing.Where(a => !silenced(a) && !Knows(log.Told, a) && !Knows(log.GivenUp, a)).ToList();
        var repeats = fresh.Count == 0 && ended.Count == 0;
        if (repeats && !IsRepeatDue(policy, log, firing, silenced, now))
            return (log with { DueSince = null, Tries = 0, NotBefore = null }, null);
        var since = log.DueSince ?? now;
        log = log with { DueSince = since };
        if (now < (log.NotBefore ?? DateTimeOffset.MinValue) || (log.Tries == 0 && !repeats && now < Earliest(policy, log, fresh, since)))
            return (log, null);
        List<NotifiedAlert> said = [.. firing.OrderBy(a => a.Priority).Select(a => Say(log, a, fresh.Contains(a))), .. ended.Select(a => Say(log, a, true))];
        return (log, new(policy.Name, log.Component, said, since, incident));
    }

    /// <summary>
    /// The log while a notification is on its way. If its end is never heard of, the channel may know what fires and may have
    /// forgotten what ended: the one's end is told all the same, and the other is told anew should it fire again.
    /// </summary>
    public static ChannelLog Begin(ChannelLog log, Notification sent)
    {
        var first = sent.Alerts.Where(a => (a.Fires ? !log.Told.ContainsKey(a.Alert.Key) : log.Told.ContainsKey(a.Alert.Key)) && !log.UnderWay.ContainsKey(a.Alert.Key)).ToList();
        if (first.Count == 0)
            return log;
        var ended = first.Where(a => !a.Fires).Select(a => a.Alert.Key).ToHashSet();
        return log with
        {
            Told = log.Told.Where(t => !ended.Contains(t.Key)).ToDictionary(),
            UnderWay = new Dictionary<string, AlertPriority>(log.UnderWay.Concat(first.Select(a => KeyValuePair.Create(a.Alert.Key, a.Alert.Priority)))),
        };
    }

    public static ChannelLog Sent(ChannelLog log, Notification sent, DateTimeOffset now)
    {
        var told = log.Told.ToDictionary();
        foreach (var (alert, fires, _, _) in sent.Alerts)
        {
            if (fires)
                told[alert.Key] = alert.Priority;
            else
                told.Remove(alert.Key);
        }
        return log with
        {
            Told = told,
            GivenUp = Without(log.GivenUp, sent),
            UnderWay = s_none,
            Unsure = [.. log.Unsure.Except(sent.Alerts.Select(a => a.Alert.Key))],
            LastSent = now,
            DueSince = null,
            Tries = 0,
            NotBefore = null,
        };
    }

    /// <summary>Of a notification whose end was never heard of the channel may know.</summary>
    public static ChannelLog Doubt(ChannelLog log) => Doubt(log, log.UnderWay.Keys);

    private static ChannelLog Doubt(ChannelLog log, IEnumerable<string> keys) =>
        log.UnderWay.Count == 0 ? log : log with { UnderWay = s_none, Unsure = [.. log.Unsure.Union(keys.Where(log.UnderWay.ContainsKey))] };

    public static ChannelLog PutOff(ChannelLog log, Notification sent, DeliveryOutcome.Later later, DateTimeOffset now)
    {
        var asked = later.After;
        log = later.MayHaveArrived ? Doubt(log) : Doubt(log, sent.Alerts.Where(a => !a.Fires).Select(a => a.Alert.Key));
        var backoff = s_firstBackoff * (1L << int.Min(log.Tries, LongestBackoffDoublings));
        return log with { UnderWay = s_none, Tries = log.Tries + 1, NotBefore = now + (asked > backoff ? asked.Value : backoff) };
    }

    public static ChannelLog GiveUp(ChannelLog log, Notification lost, DateTimeOffset now)
    {
        var givenUp = log.GivenUp.ToDictionary();
        foreach (var (alert, _, _, _) in lost.Alerts.Where(a => a.Fires && !log.Told.ContainsKey(a.Alert.Key)))
            givenUp[alert.Key] = alert.Priority;
        var ended = lost.Alerts.Where(a => !a.Fires).Select(a => a.Alert.Key).ToHashSet();
        return log with
        {
            Told = log.Told.Where(t => !ended.Contains(t.Key)).ToDictionary(),
            GivenUp = givenUp,
            UnderWay = s_none,
            Unsure = [.. log.Unsure.Where(k => !ended.Contains(k))],
            LastSent = now,
            DueSince = null,
            Tries = 0,
            NotBefore = null,
        };
    }

    /// <summary>Forgets alerts that are over and of which the channel was never told.</summary>
    public static ChannelLog Tidy(ChannelLog log, IReadOnlyList<DeskAlert> alerts)
    {
        if (log.Unsure.Count > 0)
            log = log with { Unsure = [.. log.Unsure.Intersect(alerts.Select(a => a.Key))] };
        if (log.GivenUp.Count == 0)
            return log;
        var active = alerts.Where(a => a.IsActive).Select(a => a.Key).ToHashSet();
        return log with { GivenUp = log.GivenUp.Where(g => active.Contains(g.Key)).ToDictionary() };
    }

    private static NotifiedAlert Say(ChannelLog log, DeskAlert alert, bool isNew) =>
        new(alert, alert.IsActive, isNew, log.Told.TryGetValue(alert.Key, out var known) ? known : null);

    private static bool Knows(IReadOnlyDictionary<string, AlertPriority> known, DeskAlert alert) =>
        known.TryGetValue(alert.Key, out var priority) && priority == alert.Priority;

    private static bool IsRepeatDue(ChannelPolicy policy, ChannelLog log, List<DeskAlert> firing, Func<DeskAlert, bool> silenced, DateTimeOffset now) =>
        log.LastSent + policy.RepeatInterval <= now && firing.Exists(a => policy.Refreshes || (a.AcknowledgedBy is null && !silenced(a)));

    private static DateTimeOffset Earliest(ChannelPolicy policy, ChannelLog log, List<DeskAlert> fresh, DateTimeOffset since)
    {
        var urgency = fresh.Select(a => (AlertPriority?)a.Priority).Min();
        if (urgency == AlertPriority.P0 || fresh.Exists(a => a.Notice.Family == AlertFamily.Safety))
            return since;
        if (urgency == AlertPriority.P1 || log.LastSent is not { } last || log.Told.Count == 0)
            return since + policy.GroupWait;
        return last + policy.GroupInterval;
    }

    private static Dictionary<string, AlertPriority> Without(IReadOnlyDictionary<string, AlertPriority> givenUp, Notification sent)
    {
        var keys = sent.Alerts.Select(a => a.Alert.Key).ToHashSet();
        return givenUp.Where(g => !keys.Contains(g.Key)).ToDictionary();
    }
}
