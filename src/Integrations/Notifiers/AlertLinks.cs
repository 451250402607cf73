using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Where people read on.</summary>
/// <param name="ExternalUrl">Under which people reach the console; null where nobody said.</param>
internal sealed record AlertLinks(Uri? ExternalUrl)
{
    public IEnumerable<(string Href, string Text)> Of(DeskAlert alert)
    {
        if (Console(alert) is { } console)
            yield return (console, "Plimsoll");
        if (alert.Notice.RunbookUrl is { } runbook)
            yield return (runbook, "Runbook");
    }

    public string? Console(DeskAlert alert) =>
        ExternalUrl is null ? null : new Uri(ExternalUrl, $"components/{Uri.EscapeDataString(alert.Notice.Component)}").AbsoluteUri;
}
