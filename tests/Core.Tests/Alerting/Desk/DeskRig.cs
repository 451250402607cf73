using System.Text.Json;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Core.Tests.Alerting.Desk;

/// <summary>A desk under a clock that only a test moves; what is due is delivered unless a channel is dead.</summary>
internal sealed class DeskRig(params ChannelPolicy[] channels)
{
    public static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public AlertDesk Desk { get; private set; } = new(channels);

    public DateTimeOffset Now { get; private set; } = T0;

    /// <summary>Channels that answer nothing but this.</summary>
    public Dictionary<string, DeliveryOutcome> Dead { get; } = [];

    /// <summary>Everything that was delivered: seconds since the start, channel, and each alert with + or − and its priority.</summary>
    public List<string> Delivered { get; } = [];

    public void Tell(string rule, AlertPriority priority, AlertEventKind kind = AlertEventKind.Firing, AlertMute mute = AlertMute.None, string component = "chat", bool notify = true, string[]? only = null, bool? active = null) =>
        Desk.Accept(Notice(rule, priority, kind, mute, component, notify, only, active));

    public AlertNotice Notice(string rule, AlertPriority priority, AlertEventKind kind = AlertEventKind.Firing, AlertMute mute = AlertMute.None, string component = "chat", bool notify = true, string[]? only = null, bool? active = null) => new()
    {
        Key = DedupKey.Of(component, null, null, rule),
        Component = component,
        Rule = rule,
        Family = AlertFamily.Latency,
        Event = kind,
        Mute = mute,
        Priority = priority,
        Active = active ?? kind != AlertEventKind.Resolved,
        Since = Now,
        At = Now,
        Notify = notify,
        Channels = only ?? [],
    };

    /// <summary>Lets time pass in steps of five seconds.</summary>
    public void Pass(double minutes)
    {
        for (var end = Now.AddMinutes(minutes); Now < end; Now = Now.AddSeconds(5))
            Deliver();
        Deliver();
    }

    /// <summary>As after a crash: what was saved is all there is.</summary>
    public void Restart()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Desk.Save(), DeskJson.Default.DeskState);
        Desk = new(channels, JsonSerializer.Deserialize(bytes, DeskJson.Default.DeskState));
    }

    private void Deliver()
    {
        foreach (var notification in Desk.Due(Now))
        {
            var outcome = Dead.GetValueOrDefault(notification.Channel) ?? new DeliveryOutcome.Sent();
            if (outcome is DeliveryOutcome.Sent)
                Delivered.Add($"{(Now - T0).TotalSeconds} {notification.Channel} {string.Join(' ', notification.Alerts.Select(a => a.Fires ? $"+{a.Alert.Notice.Rule}:{a.Alert.Priority}" : $"-{a.Alert.Notice.Rule}"))}");
            Desk.Settle(notification, outcome, Now);
        }
    }
}
