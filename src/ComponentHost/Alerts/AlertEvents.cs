using System.Diagnostics.Metrics;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.States;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>What happens at the alert desk, as metrics and log lines.</summary>
public sealed partial class AlertEvents
{
    private const string MeterName = "Plimsoll.Gateway";

    private readonly ILogger<AlertEvents> _logger;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _limited;
    private readonly Histogram<double> _detection;
    private readonly Histogram<double> _delivery;

    public AlertEvents(IMeterFactory meters, ILogger<AlertEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create(MeterName);
        _notices = meter.CreateCounter<long>("plimsoll_gateway_alert_notices", description: "What components told the alert desk, by event and why nobody was told.");
        _notifications = meter.CreateCounter<long>("plimsoll_gateway_notifications", description: "Tries to notify, by channel and outcome.");
        _commits = meter.CreateCounter<long>("plimsoll_gateway_alert_desk_commits", description: "Writes of the alert desk's state, by outcome.");
        _limited = meter.CreateCounter<long>("plimsoll_gateway_alert_actions_limited", description: "Automatic actions that were not asked for because they had been asked for too often.");
        _reads = meter.CreateCounter<long>("plimsoll_gateway_alert_desk_read_failures", description: "Tries to take the alert desk over that found its state out of reach.");
        _detection = meter.CreateHistogram<double>("plimsoll_gateway_alert_detection_seconds", "s", "From the moment a condition began to hold to the firing of its alert.");
        _delivery = meter.CreateHistogram<double>("plimsoll_gateway_notification_delivery_seconds", "s", "From the moment a notification was due to its delivery.");
    }

    public void Noticed(AlertNotice notice)
    {
        _notices.Add(1, new("event", notice.Event.ToString().ToLowerInvariant()), new("mute", notice.Mute.ToString().ToLowerInvariant()), new("priority", notice.Priority.ToString()));
        if (notice.Event == AlertEventKind.Firing)
            _detection.Record((notice.At - notice.Since).TotalSeconds);
        Changed(notice.Priority <= Alerting.Rules.AlertPriority.P1 ? LogLevel.Warning : LogLevel.Information, notice.Component, notice.Rule, notice.Event, notice.Priority, notice.Mute);
    }

    public void Limited(long actions) => _limited.Add(actions);

    public void Refused(AlertNotice notice) => DeskFull(notice.Component, notice.Rule);

    public void Tried(Notification notification, DeliveryOutcome outcome, bool over, DateTimeOffset now)
    {
        var (word, reason) = outcome switch
        {
            DeliveryOutcome.Sent => ("sent", ""),
            DeliveryOutcome.Rejected rejected => ("rejected", rejected.Reason),
            DeliveryOutcome.Later later => (over ? "given_up" : "retry", later.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
        _notifications.Add(1, new("channel", notification.Channel), new("outcome", word), new("reason", reason));
        if (outcome is DeliveryOutcome.Sent)
            _delivery.Record((now - notification.FirstDue).TotalSeconds, new KeyValuePair<string, object?>("channel", notification.Channel));
        else
            NotDelivered(over ? LogLevel.Error : LogLevel.Warning, notification.Channel, notification.Component, word, reason);
    }

    public void NotifierThrew(string channel, Exception bug) => NotifierFailed(bug, channel);

    public void Saved(string outcome)
    {
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        if (outcome != "committed")
            NotSaved(outcome);
    }

    public void SaveThrew(Exception trouble)
    {
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
        SaveFailed(trouble);
    }

    public void ReadThrew(Exception trouble)
    {
        _reads.Add(1);
        ReadFailed(trouble);
    }

    public void StateUnreadable(Exception corrupt) => DeskUnreadable(corrupt);
}
