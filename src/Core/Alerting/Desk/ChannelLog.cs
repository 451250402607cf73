using Plimsoll.Alerting.Rules;

namespace Plimsoll.Alerting.Desk;

/// <summary>What a channel was told of one component, written only after it was.</summary>
public sealed record ChannelLog(string Channel, string Component)
{
    /// <summary>Alerts that the channel knows to fire, with the priority it knows.</summary>
    public IReadOnlyDictionary<string, AlertPriority> Told { get; init; } = new Dictionary<string, AlertPriority>();

    /// <summary>Alerts that could not be told; they are tried again when they change, or at the next repeat.</summary>
    public IReadOnlyDictionary<string, AlertPriority> GivenUp { get; init; } = new Dictionary<string, AlertPriority>();

    /// <summary>Alerts of a notification that is on its way, of which the channel was not told before, or is told the end. After a crash it may have heard or not.</summary>
    public IReadOnlyDictionary<string, AlertPriority> UnderWay
    {
        get;
        // Null in a state that an earlier build saved.
        init => field = value ?? new Dictionary<string, AlertPriority>();
    } = new Dictionary<string, AlertPriority>();

    /// <summary>Alerts of which the channel may have heard though no try ended well: their end is told too.</summary>
    public IReadOnlyList<string> Unsure
    {
        get;
        // Null in a state that an earlier build saved.
        init => field = value ?? [];
    } = [];

    /// <summary>When an automatic action was asked for, within its period.</summary>
    public IReadOnlyList<DateTimeOffset> Acted
    {
        get;
        // Null in a state that an earlier build saved.
        init => field = value ?? [];
    } = [];

    public DateTimeOffset? LastSent { get; init; }

    /// <summary>Since when what is due waits; null when nothing is.</summary>
    public DateTimeOffset? DueSince { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether the channel knows, or may know, of an alert whose end it was not told.</summary>
    public bool IsOpen(string key) => Told.ContainsKey(key) || UnderWay.ContainsKey(key) || Unsure.Contains(key);

    public bool IsEmpty => Told.Count == 0 && GivenUp.Count == 0 && UnderWay.Count == 0 && Unsure.Count == 0 && Acted.Count == 0 && DueSince is null;
}
