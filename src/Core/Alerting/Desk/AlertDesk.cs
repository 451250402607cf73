using Plimsoll.Alerting.Notices;

namespace Plimsoll.Alerting.Desk;

/// <summary>
/// Where the alerts of a fleet meet: groups them by component, keeps silences, acknowledgements and incidents, and
/// decides which channel is told what. Pure and not thread-safe; its host stores <see cref="Save"/> after every change.
/// </summary>
public sealed class AlertDesk
{
    public const int MaxAlerts = 10_000;
    public const int MaxSilences = 500;

    private readonly IReadOnlyList<ChannelPolicy> _channels;
    private readonly AlertBook _alerts = new(MaxAlerts);
    private readonly Dictionary<(string Channel, string Component), ChannelLog> _logs = [];
    private readonly List<Silence> _silences = [];
    private readonly IncidentBook _incidents = new();

    /// <exception cref="InvalidDataException">The state is of a format that is not known.</exception>
    public AlertDesk(IReadOnlyList<ChannelPolicy> channels, DeskState? state = null)
    {
        _channels = channels;
        if (state is null)
            return;
        if (state.Format != DeskState.PresentFormat)
            throw new InvalidDataException($"The alert desk's state has format {state.Format}; {DeskState.PresentFormat} is known");
        foreach (var alert in state.Alerts)
            _alerts.Put(alert);
        foreach (var log in state.Logs)
            _logs[(log.Channel, log.Component)] = ChannelTurn.Doubt(log);
        _silences.AddRange(state.Silences);
        _incidents.Restore(state.Incidents);
    }

    /// <summary>Alerts that found no room since the desk began.</summary>
    public long Refused => _alerts.Refused;

    /// <summary>Automatic actions that were not asked for because they had been asked for too often, since the desk began.</summary>
    public long Limited { get; private set; }

    public IReadOnlyCollection<DeskAlert> Alerts => _alerts.All;

    public IReadOnlyList<Silence> Silences => _silences;

    public IReadOnlyList<Incident> Incidents => _incidents.All;

    public DeskState Save() => new() { Alerts = [.. _alerts.All], Silences = [.. _silences], Incidents = [.. _incidents.All], Logs = [.. _logs.Values] };

    /// <summary>Takes a notice; one that came before changes nothing. Returns whether it changed anything.</summary>
    public bool Accept(AlertNotice notice)
    {
        if (!_alerts.Take(notice, IsAwaited))
            return false;
        _incidents.Note(notice);
        if (!notice.Active && !_alerts.All.Any(a => a.Notice.Component == notice.Component && a.IsActive && a.Notice.Notify))
            _incidents.Close(notice.Component, notice.At);
        return true;
    }

    /// <summary>False for a key that no active alert has.</summary>
    public bool Acknowledge(string key, string who, DateTimeOffset now)
    {
        if (_alerts.Find(key) is not { IsActive: true } alert)
            return false;
        _alerts.Put(alert with { AcknowledgedBy = who, AcknowledgedAt = now });
        _incidents.Note(alert.Notice.Component, new(now, "acknowledged", who, alert.Notice.Rule));
        return true;
    }

    /// <summary>False when there are too many silences.</summary>
    public bool Add(Silence silence, DateTimeOffset now)
    {
        _silences.RemoveAll(s => s.EndsAt <= now);
        if (_silences.Count >= MaxSilences)
            return false;
        _silences.Add(silence);
        var components = _alerts.All.Where(a => a.IsActive && silence.Matches(a)).Select(a => a.Notice.Component).ToHashSet();
        _incidents.Note(components, new(now, "silenced", silence.CreatedBy, silence.Comment));
        return true;
    }

    /// <summary>False for an id that no silence has.</summary>
    public bool EndSilence(string id) => _silences.RemoveAll(s => s.Id == id) > 0;

    /// <summary>False for an id that no incident has.</summary>
    public bool AddNote(string incident, string who, string text, DateTimeOffset now) => _incidents.NoteOn(incident, new(now, "note", who, text));

    public bool IsSilenced(DeskAlert alert, DateTimeOffset now) => _silences.Exists(s => s.IsOn(now) && s.Matches(alert));

    /// <summary>What each channel is to be told now. What is not reported as <see cref="Settle"/>d is due again.</summary>
    public IReadOnlyList<Notification> Due(DateTimeOffset now)
    {
        Forget(now);
        var due = new List<Notification>();
        foreach (var group in _alerts.All.GroupBy(a => a.Notice.Component))
        {
            var alerts = group.ToList();
            foreach (var channel in _channels)
            {
                var key = (channel.Name, group.Key);
                var log = ChannelTurn.Tidy(_logs.GetValueOrDefault(key) ?? new(channel.Name, group.Key), alerts);
                var incident = _incidents.Open(group.Key)?.Id;
                var (next, send) = channel.Action is { } action
                    ? ActionTurn.Decide(channel, action, log, alerts, a => IsSilenced(a, now), incident, now)
                    : ChannelTurn.Decide(channel, log, alerts, a => IsSilenced(a, now), incident, now);
                Put(key, next);
                if (send is not null && channel.Action?.IsSpent(next, now) is true)
                    Limit(key, next, send, now);
                else if (send is not null)
                    due.Add(send);
            }
        }
        return due;
    }

    /// <summary>Takes note that a notification is on its way. Returns whether that has to be stored before it goes.</summary>
    public bool Begin(Notification notification)
    {
        var key = (notification.Channel, notification.Component);
        var log = _logs.GetValueOrDefault(key) ?? new(key.Channel, key.Component);
        var next = ChannelTurn.Begin(log, notification);
        Put(key, next);
        return !ReferenceEquals(next, log);
    }

    /// <summary>Writes down what became of a notification. Returns whether it is over: sent, refused or given up.</summary>
    public bool Settle(Notification notification, DeliveryOutcome outcome, DateTimeOffset now)
    {
        var key = (notification.Channel, notification.Component);
        var log = _logs.GetValueOrDefault(key) ?? new(key.Channel, key.Component);
        var policy = _channels.FirstOrDefault(c => c.Name == notification.Channel) ?? new() { Name = notification.Channel };
        switch (outcome)
        {
            case DeliveryOutcome.Sent:
                Put(key, ChannelTurn.Sent(log, notification, now));
                if (policy.Action is not null)
                    Put(key, _logs[key] with { Acted = [.. _logs[key].Acted, now] });
                if (notification.Alerts.Any(a => a.New))
                    _incidents.Note(notification.Component, new(now, policy.Action is { } action ? action.DryRun ? "dry_run" : "acted" : "notified", notification.Channel, Names(notification)));
                return true;
            case DeliveryOutcome.Later later when now - notification.FirstDue < policy.GiveUpAfter:
                Put(key, ChannelTurn.PutOff(log, notification, later, now));
                return false;
            default:
                if (outcome is DeliveryOutcome.Later { MayHaveArrived: true })
                    log = ChannelTurn.Doubt(log);
                Put(key, ChannelTurn.GiveUp(log, notification, now));
                var reason = outcome is DeliveryOutcome.Rejected rejected ? rejected.Reason : ((DeliveryOutcome.Later)outcome).Reason;
                _incidents.Note(notification.Component, new(now, "gave_up", notification.Channel, reason));
                return true;
        }
    }

    private bool IsAwaited(DeskAlert alert) => _channels.Any(c => _logs.GetValueOrDefault((c.Name, alert.Notice.Component))?.IsOpen(alert.Key) is true);

    private void Limit((string Channel, string Component) key, ChannelLog log, Notification kept, DateTimeOffset now)
    {
        Limited++;
        Put(key, ChannelTurn.GiveUp(log, kept, now));
        _incidents.Note(key.Component, new(now, "action_limited", key.Channel, Names(kept)));
    }

    private void Put((string Channel, string Component) key, ChannelLog log)
    {
        if (log.IsEmpty && log.LastSent is null)
            _logs.Remove(key);
        else
            _logs[key] = log;
    }

    /// <summary>Alerts that ended a day ago, and logs of components without alerts.</summary>
    private void Forget(DateTimeOffset now)
    {
        _alerts.Forget(now);
        var components = _alerts.All.Select(a => a.Notice.Component).ToHashSet();
        foreach (var key in _logs.Keys.Where(k => !components.Contains(k.Component)).ToList())
            _logs.Remove(key);
        _silences.RemoveAll(s => s.EndsAt <= now);
    }

    private static string Names(Notification notification) =>
        string.Join(", ", notification.Alerts.Select(a => $"{a.Alert.Notice.Rule} {(a.Fires ? a.Alert.Priority.ToString() : "resolved")}"));
}
