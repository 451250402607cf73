namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>How far back a page looks. All ranges are within the 24 h in which one-minute steps are exact.</summary>
/// <param name="Key">As in the address: <c>?range=1h</c>.</param>
/// <param name="RefreshSeconds">How often a page that shows it asks again.</param>
public sealed record TimeRange(string Key, string Label, TimeSpan Length, int RefreshSeconds)
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public static readonly IReadOnlyList<TimeRange> All =
    [
        new("15m", "15 min", TimeSpan.FromMinutes(15), 5),
        new("1h", "1 h", TimeSpan.FromHours(1), 5),
        new("6h", "6 h", TimeSpan.FromHours(6), 10),
        new("24h", "24 h", TimeSpan.FromHours(24), 30),
    ];

    public static TimeRange Default => All[1];

    /// <summary>The range of that key, else the default.</summary>
    public static TimeRange Parse(string? key) => All.FirstOrDefault(r => r.Key == key, Default);

    /// <summary>Whole steps that end with the one that <paramref name="now"/> is in.</summary>
    public (DateTimeOffset From, DateTimeOffset To) EndingAt(DateTimeOffset now)
    {
        var to = new DateTimeOffset((now.UtcTicks / Step.Ticks + 1) * Step.Ticks, TimeSpan.Zero);
        return (to - Length, to);
    }
}
