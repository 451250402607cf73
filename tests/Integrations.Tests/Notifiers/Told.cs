using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Expressions;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Integrations.Tests.Notifiers;

/// <summary>Notifications to send.</summary>
internal static class Told
{
    public static readonly DateTimeOffset At = new(2026, 11, 2, 3, 4, 5, TimeSpan.Zero);

    public static DeskAlert Alert(string rule = "ttft-high", AlertPriority priority = AlertPriority.P1, bool active = true) => new(
        new AlertNotice
        {
            Key = DedupKey.Of("support/chat", "qwen", "v2", rule),
            Component = "support/chat",
            Model = "qwen",
            ModelVersion = "v2",
            Rule = rule,
            Family = AlertFamily.Latency,
            Event = active ? AlertEventKind.Firing : AlertEventKind.Resolved,
            Mute = AlertMute.None,
            Priority = priority,
            Active = active,
            Since = At,
            At = At.AddMinutes(2),
            Notify = true,
            Summary = "First tokens <are> slow & late",
            RunbookUrl = "https://wiki.example.com/slow",
            Labels = new Dictionary<string, string> { ["team"] = "support" },
            Evidence = [new Evidence("latency.ttft.p95", "1.2s", "> 500ms")],
        },
        AlertMute.None, At.AddMinutes(2), active ? null : At.AddMinutes(30));

    public static Notification Of(params NotifiedAlert[] alerts) => new("oncall", "support/chat", alerts, At, "20261102-1");

    public static Notification Firing(AlertPriority priority = AlertPriority.P1) => Of(new NotifiedAlert(Alert(priority: priority), true, true, null));

    public static Notification Resolved() => Of(new NotifiedAlert(Alert(active: false), false, true, AlertPriority.P1));
}
