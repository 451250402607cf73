using Plimsoll.Costs;
using Plimsoll.Gateway.Costs;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.WebConsole.Costs;

/// <summary>What the page of costs shows.</summary>
/// <param name="Days">The range that was chosen.</param>
public sealed record CostModel(int Days, IReadOnlyList<ComponentCost> Costs)
{
    internal CostModel(int days, DayPeriod period, IReadOnlyList<ComponentCost> costs)
        : this(days, costs) => Period = $"{DayPeriod.Text(period.From)} to {DayPeriod.Text(period.To)} (UTC)";

    public string Period { get; } = "";

    public IReadOnlyList<ComponentCost> Priced { get; } = [.. Costs.Where(c => c.Priced)];

    public int Unpriced => Costs.Count - Priced.Count;

    public CostTotals Totals => Priced.Aggregate(CostTotals.None, (sum, c) => sum.Plus(c.Totals));

    /// <summary>Dollars an hour that the suggested sizes would save; null where none is suggested.</summary>
    public double? SavedPerHour => Priced.Any(Saves) ? Priced.Where(Saves).Sum(c => c.RightSizing.SavedPerHour) : null;

    /// <summary>Null where the present size stays.</summary>
    public static string? Advice(RightSizing size) => size.Suggested is not { } suggested ? null
        : suggested == size.Now ? $"{size.Now} {Units(size.Unit, size.Now)} fit"
        : $"{suggested} {Units(size.Unit, suggested)} in place of {size.Now}{(size.NeededLow != size.NeededHigh ? $" ({size.NeededLow} to {size.NeededHigh} needed)" : "")}";

    public static string Measure(AcceptanceMeasure m) => m.Name switch
    {
        "not_refused" => $"{Figures.Percent(m.Share)} of {Figures.Count(m.Observed)} answers did not decline",
        "judged_good" => $"{Figures.Percent(m.Share)} scored 0.5 or more, by {Figures.Count(m.Observed)} judged",
        "task_success" => $"{Figures.Percent(m.Share)} of {Figures.Count(m.Observed)} tasks succeeded",
        _ => $"{Figures.Percent(m.Share)} of {Figures.Count(m.Observed)} signs from users were good",
    };

    private static string Units(string unit, int count) => (unit, count) switch
    {
        ("copy", 1) => "copy",
        ("copy", _) => "copies",
        (_, 1) => "GPU",
        _ => "GPUs",
    };

    private static bool Saves(ComponentCost cost) => cost.RightSizing.SavedPerHour > 0;
}
