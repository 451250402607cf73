using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Budgets;

/// <summary>
/// What one scope spent and reserved on one UTC day. The maximum is reserved before a call and settled after it, so
/// spending never passes the limit; a day that ends takes its open reservations with it.
/// </summary>
internal sealed class DayLedger
{
    public const long DayMs = 86_400_000;

    public long Day { get; private set; }

    /// <summary>Settled.</summary>
    public JudgeCost Spent { get; private set; }

    /// <summary>Held for calls that are under way.</summary>
    public JudgeCost Reserved { get; private set; }

    public static long DayOf(long nowMs) => nowMs / DayMs;

    /// <summary>A new day begins with nothing spent; an earlier one than the present does not come back.</summary>
    public void Begin(long day)
    {
        if (day <= Day)
            return;
        (Day, Spent, Reserved) = (day, default, default);
    }

    /// <summary>Null when it fits.</summary>
    public BudgetMeasure? Lacks(JudgeCost most, BudgetLimit limit)
    {
        var left = limit.Left(Spent + Reserved);
        return most.Calls > left.Calls ? BudgetMeasure.Calls
            : most.Tokens > left.Tokens ? BudgetMeasure.Tokens
            : most.NanoDollars > left.NanoDollars ? BudgetMeasure.Dollars
            : null;
    }

    public void Reserve(JudgeCost most) => Reserved += most;

    /// <summary>A call that was reserved on an earlier day was charged to that day.</summary>
    public void Settle(long day, JudgeCost most, JudgeCost actual)
    {
        if (day != Day)
            return;
        Reserved -= most;
        Spent += actual;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Day);
        Spent.Write(writer);
        Reserved.Write(writer);
    }

    public static DayLedger Read(ref StateReader reader) =>
        new() { Day = reader.Count(), Spent = JudgeCost.Read(ref reader), Reserved = JudgeCost.Read(ref reader) };
}
