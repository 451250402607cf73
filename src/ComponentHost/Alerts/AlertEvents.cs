using System.Diagnostics.Metrics;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.States;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>What happens at the alert desk, as metrics and log lines.</summary>
public sealed partial class AlertEvents(IMeterFactory meters, ILogger<AlertEvents> logger)
{
    private readonly Tally _notices = new(meters, "plimsoll_gateway_alert_notices", "What components told the alert desk, by event and why nobody was told.", "event", "mute", "priority");
    private readonly Tally _notifications = new(meters, "plimsoll_gateway_notifications", "Tries to notify, by channel and outcome.", "channel", "outcome", "reason");
    private readonly Tally _refused = new(meters, "plimsoll_gateway_alerts_refused", "Alerts that the alert desk had no room for.");
    private readonly Tally _commits = new(meters, "plimsoll_gateway_alert_desk_commits", "Writes of the alert desk's state, by outcome.", "outcome");
    private readonly Tally _reads = new(meters, "plimsoll_gateway_alert_desk_read_failures", "Tries to take the alert desk over that found its state out of reach.");
    private readonly Tally _limited = new(meters, "plimsoll_gateway_alert_actions_limited", "Automatic actions that were not asked for because they had been asked for too often.");
    private readonly Histogram<double> _detection = meters.Create(Tally.MeterName).CreateHistogram<double>("plimsoll_gateway_alert_detection_seconds", "s", "From the moment a condition began to hold to the firing of its alert.");
    private readonly Histogram<double> _delivery = meters.Create(Tally.MeterName).CreateHistogram<double>("plimsoll_gateway_notification_delivery_seconds", "s", "From the moment a notification was due to its delivery.");

    public void Noticed(AlertNotice notice)
    {
        _notices.One(notice.Event.ToString().ToLowerInvariant(), notice.Mute.ToString().ToLowerInvariant(), notice.Priority.ToString());
        if (notice.Event == AlertEventKind.Firing)
            _detection.Record((notice.At - notice.Since).TotalSeconds);
        Changed(notice.Priority <= Alerting.Rules.AlertPriority.P1 ? LogLevel.Warning : LogLevel.Information, notice.Component, notice.Rule, notice.Event, notice.Priority, notice.Mute);
    }

    public void Limited(long actions) => _limited.Add(actions);

    public void Refused(AlertNotice notice)
    {
        _refused.One();
        DeskFull(notice.Component, notice.Rule);
    }

    public void Tried(Notification notification, DeliveryOutcome outcome, bool over, DateTimeOffset now)
    {
        var (word, reason) = outcome switch
        {
            DeliveryOutcome.Sent => ("sent", ""),
            DeliveryOutcome.Rejected rejected => ("rejected", rejected.Reason),
            DeliveryOutcome.Later later => (over ? "given_up" : "retry", later.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
        _notifications.One(notification.Channel, word, reason);
        if (outcome is DeliveryOutcome.Sent)
            _delivery.Record((now - notification.FirstDue).TotalSeconds, new KeyValuePair<string, object?>("channel", notification.Channel));
        else
            NotDelivered(over ? LogLevel.Error : LogLevel.Warning, notification.Channel, notification.Component, word, reason);
    }

    public void NotifierThrew(string channel, Exception bug) => NotifierFailed(bug, channel);

    public void Saved(string outcome)
    {
        _commits.One(outcome);
        if (outcome != "committed")
            NotSaved(outcome);
    }

    public void SaveThrew(Exception trouble)
    {
        _commits.One("failed");
        SaveFailed(trouble);
    }

    public void ReadThrew(Exception trouble)
    {
        _reads.One();
        ReadFailed(trouble);
    }

    public void NewestStateUnreadable(string damage) => DeskSteppedBack(damage);

    public void StateUnreadable(Exception corrupt) => DeskUnreadable(corrupt);
}
