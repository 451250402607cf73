using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>What Alertmanager calls annotations: what people read and nothing matches by.</summary>
internal static class Annotations
{
    public static IEnumerable<KeyValuePair<string, string>> Of(DeskAlert alert)
    {
        yield return new("summary", NotificationText.Summary(alert));
        if (alert.Notice.Evidence.Count > 0)
            yield return new("description", string.Join("; ", alert.Notice.Evidence.Select(e => $"{e.Signal} {e.Value}{(e.Threshold is { } threshold ? $" {threshold}" : "")}")));
        if (alert.Notice.RunbookUrl is { } runbook)
            yield return new("runbook_url", runbook);
        if (alert.Notice.RunbookSteps.Count > 0)
            yield return new("runbook_steps", string.Join('\n', alert.Notice.RunbookSteps.Select((step, i) => $"{i + 1}. {step}")));
    }
}
