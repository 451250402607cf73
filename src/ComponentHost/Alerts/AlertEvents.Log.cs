using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.ComponentHost.Alerts;

public sealed partial class AlertEvents
{
    [LoggerMessage("Alert {Rule} of component {Component}: {Event} at {Priority}, mute {Mute}")]
    private partial void Changed(LogLevel level, string component, string rule, AlertEventKind @event, AlertPriority priority, AlertMute mute);

    [LoggerMessage(LogLevel.Error, "The alert desk is full: alert {Rule} of component {Component} is not kept")]
    private partial void DeskFull(string component, string rule);

    [LoggerMessage("Channel {Channel} was not told of component {Component}: {Outcome}, {Reason}")]
    private partial void NotDelivered(LogLevel level, string channel, string component, string outcome, string reason);

    [LoggerMessage(LogLevel.Error, "The notifier of channel {Channel} failed")]
    private partial void NotifierFailed(Exception bug, string channel);

    [LoggerMessage(LogLevel.Error, "The alert desk's state was not saved: {Outcome}")]
    private partial void NotSaved(string outcome);

    [LoggerMessage(LogLevel.Error, "The alert desk's state could not be written")]
    private partial void SaveFailed(Exception trouble);

    [LoggerMessage(LogLevel.Error, "The alert desk's state is out of reach; nobody is told until it can be read")]
    private partial void ReadFailed(Exception trouble);

    [LoggerMessage(LogLevel.Error, "The newest state of the alert desk is damaged, the one before takes its place: {Damage}")]
    private partial void DeskSteppedBack(string damage);

    [LoggerMessage(LogLevel.Error, "The alert desk's state could not be read; the desk begins anew")]
    private partial void DeskUnreadable(Exception corrupt);
}
