using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Objectives;

/// <summary>A row of the table that fires.</summary>
/// <param name="OverLong">Burn over the long window.</param>
/// <param name="OverShort">Burn over the short window.</param>
/// <param name="Threshold">Both are above it.</param>
public readonly record struct BurnFound(BurnRule Rule, double OverLong, double OverShort, double Threshold);

/// <summary>One row of table 5-8 of the Site Reliability Workbook: the burn over a long and a short window that calls somebody.</summary>
public sealed record BurnRule(string Name, BurnSpeed Speed, TimeSpan LongWindow, TimeSpan ShortWindow, double Burn)
{
    /// <summary>With fewer events in the long window the lower bound of the share has to exceed the threshold.</summary>
    public const long FewEvents = 100;

    /// <summary>Of a one-sided bound at 95%.</summary>
    public const double Z = 1.6448536269514722;

    /// <summary>Share of bad events that stands in for a burn that the target makes impossible.</summary>
    private const double MostReachable = 0.72;

    public static IReadOnlyList<BurnRule> All { get; } =
    [
        new("page_fast", BurnSpeed.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 14.4),
        new("page_slow", BurnSpeed.Page, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), 6),
        new("ticket", BurnSpeed.Ticket, TimeSpan.FromDays(3), TimeSpan.FromHours(6), 1),
    ];

    /// <summary>Share of the 30 days' budget that is used when the long window burns at this rate.</summary>
    public double BudgetConsumed => Burn * LongWindow.TotalHours / TimeSpan.FromDays(Objective.PeriodDays).TotalHours;

    /// <summary>The burn asked for; 14.4 cannot be reached below a target of 93.06%, where all bad is less.</summary>
    public double BurnFor(double target) => Math.Min(Burn, MostReachable / (1 - target));

    /// <summary>Whether both windows burn faster; null without events in the long one.</summary>
    public bool? Fires(double target, EventCounts overLong, EventCounts overShort)
    {
        if (overLong.Burn(target) is not { } burn)
            return null;
        var threshold = BurnFor(target);
        if (overLong.Total < FewEvents)
            burn = overLong.WilsonLower(Z) / (1 - target);
        return burn > threshold && overShort.Burn(target) > threshold;
    }
}
