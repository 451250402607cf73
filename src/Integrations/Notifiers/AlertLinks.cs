using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>Where people read on.</summary>
/// <param name="ExternalUrl">Under which people reach the console; null where nobody said.</param>
internal sealed record AlertLinks(Uri? ExternalUrl)
{
    /// <param name="incident">Its page comes first; null where there is none.</param>
    public IEnumerable<(string Href, string Text)> Of(DeskAlert alert, string? incident)
    {
        if (Incident(incident) is { } page)
            yield return (page, "Incident");
        if (Console(alert) is { } console)
            yield return (console, "Plimsoll");
        if (alert.Notice.RunbookUrl is { } runbook)
            yield return (runbook, "Runbook");
    }

    public string? Incident(string? id) => ExternalUrl is null || id is null ? null : new Uri(ExternalUrl, $"incidents/{Uri.EscapeDataString(id)}").AbsoluteUri;

    public string? Console(DeskAlert alert) =>
        ExternalUrl is null ? null : new Uri(ExternalUrl, $"components/{Uri.EscapeDataString(alert.Notice.Component)}").AbsoluteUri;
}
