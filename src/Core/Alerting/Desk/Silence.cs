namespace Plimsoll.Alerting.Desk;

/// <summary>Notifications that somebody does not want for a time.</summary>
/// <param name="Matchers">An alert is silenced when every label named here has the value; <c>*</c> at its end stands for any rest.</param>
public sealed record Silence(
    string Id, IReadOnlyDictionary<string, string> Matchers, string CreatedBy, string Comment, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public bool IsOn(DateTimeOffset now) => StartsAt <= now && now < EndsAt;

    public bool Matches(DeskAlert alert) => Matchers.All(m => alert.Label(m.Key) is { } value && Fits(m.Value, value));

    private static bool Fits(string pattern, string value) =>
        pattern.EndsWith('*') ? value.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == value;
}
