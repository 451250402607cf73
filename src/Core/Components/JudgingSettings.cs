using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Components;

/// <summary>How a component's answers are judged.</summary>
public sealed record JudgingSettings
{
    public static readonly JudgingSettings Default = new();

    /// <summary>Whether any answer is judged.</summary>
    public bool Enabled { get; init; } = true;

    public Rubric Rubric { get; init; } = BuiltInRubrics.Default;

    /// <summary>What the component may spend in a UTC day.</summary>
    public BudgetLimit Budget { get; init; } = new(Calls: 10_000);

    /// <summary>What each tenant's answers may cost in a UTC day, within the component's budget.</summary>
    public BudgetLimit TenantBudget { get; init; }

    /// <summary>Whether calls are paid from a budget of the whole fleet too.</summary>
    public bool FleetBudget { get; init; }

    /// <summary>The most that one call can cost: reserved before it, settled after it.</summary>
    public JudgeCost MostPerCall { get; init; } = new(1, 0, 0);

    /// <summary>Calls under way at once.</summary>
    public int MostInFlight { get; init; } = 8;

    /// <summary>Share of the answers whose texts are kept, 0 to 1: no more is judged, but for what is flagged.</summary>
    public double KeptShare { get; init; } = 1;

    /// <summary>The fixed set that shows whether the evaluator itself changes; null for none.</summary>
    public FixedSetPlan? FixedSet { get; init; }

    /// <summary>How long a verdict and the judge's words about it are kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);
}
