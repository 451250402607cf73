namespace Plimsoll.Quality.Budgets;

/// <summary>What may be spent in one UTC day; null: that measure is not bounded.</summary>
public readonly record struct BudgetLimit(long? Calls = null, long? Tokens = null, long? NanoDollars = null)
{
    /// <summary>Stands for no bound, with room to add up without overflow.</summary>
    private const long Unbounded = long.MaxValue / 4;

    /// <summary>What is left of a day after what was spent; never below 0.</summary>
    public JudgeCost Left(JudgeCost spent) => JudgeCost.FromZero(Whole - spent);

    public JudgeCost Whole => new(Calls ?? Unbounded, Tokens ?? Unbounded, NanoDollars ?? Unbounded);
}

/// <summary>Which measure a reservation did not fit into; the name is a metric's label.</summary>
public enum BudgetMeasure : byte
{
    Calls,
    Tokens,
    Dollars,
}
