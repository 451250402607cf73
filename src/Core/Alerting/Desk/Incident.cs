using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Desk;

/// <summary>What happened to a component from its first alert until none was left, in one timeline.</summary>
/// <param name="Entries">Oldest first; beyond <see cref="MaxEntries"/> those in the middle make room.</param>
public sealed record Incident(
    string Id, string Component, AlertPriority Priority, DateTimeOffset Opened, DateTimeOffset? Closed, IReadOnlyList<IncidentEntry> Entries)
{
    public const int MaxEntries = 200;
    private const int Opening = 50;

    public Incident With(IncidentEntry entry, AlertPriority? priority = null)
    {
        List<IncidentEntry> entries = [.. Entries, entry];
        if (entries.Count > MaxEntries)
            entries.RemoveAt(Opening);
        return this with { Entries = entries, Priority = priority < Priority ? priority.Value : Priority };
    }
}

/// <param name="Kind"><c>fired</c>, <c>escalated</c>, <c>deescalated</c>, <c>resolved</c>, <c>flapping</c>, <c>notified</c>, <c>gave_up</c>, <c>acknowledged</c>, <c>silenced</c>, <c>acted</c>, <c>dry_run</c>, <c>action_limited</c> or <c>note</c>.</param>
/// <param name="What">The alert, the channel or the person.</param>
public sealed record IncidentEntry(DateTimeOffset At, string Kind, string What, string Text);
