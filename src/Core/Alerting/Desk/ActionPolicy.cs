namespace Plimsoll.Alerting.Desk;

/// <summary>What makes a channel an automatic action: it is asked once for each alert that fires, and never told of its end.</summary>
/// <param name="Rules">Names of the rules that it is for.</param>
/// <param name="DryRun">Whether nothing is asked, and the incident says what would have been.</param>
/// <param name="AtMost">Times that it is asked for one component within <paramref name="Per"/>; more is written into the incident, and not done.</param>
public sealed record ActionPolicy(IReadOnlyList<string> Rules, bool DryRun, int AtMost, TimeSpan Per)
{
    /// <summary>Whether another time would be one too many.</summary>
    public bool IsSpent(ChannelLog log, DateTimeOffset now) => log.Acted.Count(at => at > now - Per) >= AtMost;
}
