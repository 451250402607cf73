using Plimsoll.Components;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration;

/// <summary>How answers are chosen for a closer look, and who judges them.</summary>
public sealed record QualityOptions
{
    /// <summary>Share of the requests whose redacted texts are kept, 0 to 1.</summary>
    public double SampleRate { get; init; } = 0.01;

    /// <summary>Its evaluator is that of <see cref="Judge"/>.</summary>
    public Rubric Rubric { get; init; } = BuiltInRubrics.Default;

    /// <summary>Whose rubric takes the place of <see cref="Rubric"/> at start; null for none.</summary>
    public string? RubricFile { get; init; }

    public JudgeSettings Judge { get; init; } = JudgeSettings.Heuristic;

    /// <summary>Tokens of one call at most, in and out; an answer that might take more is not judged.</summary>
    public int MaxCallTokens { get; init; } = 65_536;

    /// <summary>Calls of one component that may be under way at once.</summary>
    public int MaxInFlight { get; init; } = 8;

    /// <summary>Of each component, for a UTC day.</summary>
    public BudgetLimit Budget { get; init; } = new(Calls: 10_000);

    /// <summary>Of each tenant of a component, for a UTC day.</summary>
    public BudgetLimit TenantBudget { get; init; }

    /// <summary>What shows whether the judge itself changes.</summary>
    public FixedSet FixedSet { get; init; } = BuiltInFixedSet.Value;

    /// <summary>Whose answers take the place of <see cref="FixedSet"/> at start; null for none.</summary>
    public string? FixedSetFile { get; init; }

    /// <summary>Time between rounds of the fixed set; null: it is not judged.</summary>
    public TimeSpan? FixedSetEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Of all components of the fleet together, for a UTC day; null for none beside those of the components.</summary>
    public BudgetLimit? FleetBudget { get; init; }

    public JudgingSettings ToJudging(PrivacyOptions privacy) => new()
    {
        Enabled = !privacy.MetadataOnly,
        Rubric = Rubric,
        Budget = Budget,
        TenantBudget = TenantBudget,
        FleetBudget = FleetBudget is not null,
        MostPerCall = Rubric.Evaluator.IsHeuristic
            ? new JudgeCost(1, 0, 0)
            : Judge.Price.Of(new JudgeUsage(MaxCallTokens - JudgePrompt.MostOutputTokens, JudgePrompt.MostOutputTokens)),
        MostInFlight = MaxInFlight,
        KeptShare = SampleRate,
        FixedSet = FixedSetEvery is { } every ? FixedSet.Plan(every) : null,
        Retention = privacy.TextRetention,
    };
}
