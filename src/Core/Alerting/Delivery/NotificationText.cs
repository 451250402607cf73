using System.Text;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Alerting.Delivery;

/// <summary>A notification in words.</summary>
public static class NotificationText
{
    /// <summary>Fills a title's braces from the most urgent alert; a name that nothing has stays as written.</summary>
    public static string Title(string template, Notification notification)
    {
        var first = notification.Alerts[0];
        var values = new Dictionary<string, string>(first.Alert.Labels, StringComparer.Ordinal)
        {
            ["status"] = first.Fires ? "firing" : "resolved",
            ["count"] = $"{notification.Alerts.Count}",
            ["summary"] = Summary(first.Alert),
        };
        var text = new StringBuilder(template);
        foreach (var (name, value) in values)
            text.Replace($"{{{name}}}", value);
        if (notification.Alerts.Count > 1 && !template.Contains("{count}", StringComparison.Ordinal))
            text.Append($" (+{notification.Alerts.Count - 1})");
        return text.ToString();
    }

    /// <summary>One line each: what, how urgent, since when, what it rests on, and what to do.</summary>
    public static IEnumerable<string> Lines(Notification notification)
    {
        foreach (var (alert, fires, _, _) in notification.Alerts)
        {
            yield return $"{(fires ? alert.Priority.ToString() : "resolved")} {alert.Notice.Rule}: {Summary(alert)} (since {alert.Notice.Since:yyyy-MM-dd HH:mm:ss}Z)";
            foreach (var evidence in alert.Notice.Evidence)
                yield return $"  {evidence.Signal} {evidence.Value}{(evidence.Threshold is { } threshold ? $" {threshold}" : "")}";
            if (alert.Notice.RunbookUrl is { } runbook)
                yield return $"  runbook: {runbook}";
            for (var i = 0; fires && i < alert.Notice.RunbookSteps.Count; i++)
                yield return $"  {i + 1}. {alert.Notice.RunbookSteps[i]}";
        }
    }

    public static string Summary(DeskAlert alert) => alert.Notice.Summary ?? $"{alert.Notice.Rule} on {alert.Notice.Component}";
}
