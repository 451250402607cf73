using Plimsoll.Configuration.Values;
using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>quality</c>: what is sampled, by which rubric it is judged, by whom, and for how much.</summary>
internal static class QualityBinder
{
    private const int LeastCallTokens = 2_048;
    private const int MostCallTokens = 10_000_000;
    private const int MostInFlight = 256;
    private const double MostDollars = 1e9;
    private const double NanoDollars = 1e9;
    private static readonly string[] s_packs = [.. BuiltInRubrics.Packs.Keys];

    /// <param name="judges">Of the section <c>judges</c>.</param>
    public static QualityOptions Bind(Section section, QualityOptions defaults, IReadOnlyList<JudgeSettings> judges)
    {
        var judge = Judge(section, judges);
        var bound = new QualityOptions
        {
            SampleRate = section.Read("sample_rate", defaults.SampleRate, Numbers.Ratio),
            Judge = judge,
            Rubric = BuiltIn(section, judge.Evaluator),
            RubricFile = section.Read<string?>("rubric_file", null, Texts.Path),
            MaxCallTokens = section.Read("max_call_tokens", defaults.MaxCallTokens, Numbers.Between(LeastCallTokens, MostCallTokens)),
            MaxInFlight = section.Read("max_in_flight", defaults.MaxInFlight, Numbers.Between(1, MostInFlight)),
            Budget = section.Has("budget") ? Budget(section.Child("budget")) : defaults.Budget,
            FixedSetFile = section.Read<string?>("fixed_set_file", null, Texts.Path),
            FixedSetEvery = section.Read("fixed_set_every", defaults.FixedSetEvery, Every),
            TenantBudget = Budget(section.Child("tenant_budget")),
            FleetBudget = section.Has("fleet_budget") ? Budget(section.Child("fleet_budget")) : null,
        };
        if (bound.RubricFile is not null && (section.Has("packs") || section.Has("judge")))
            section.Fail("rubric_file", "stands beside packs or judge; the file says both");
        section.Finish();
        return bound;
    }

    private static Parsed<TimeSpan?> Every(string text)
    {
        if (text == "off")
            return new(null, null);
        var (value, error) = Durations.Between(TimeSpan.FromHours(1), TimeSpan.FromDays(30))(text);
        return new(value, error);
    }

    private static JudgeSettings Judge(Section section, IReadOnlyList<JudgeSettings> judges)
    {
        var name = section.Read("judge", JudgeSettings.Heuristic.Name, Texts.UpTo(RubricLimits.NameChars));
        if (judges.FirstOrDefault(j => j.Name == name) is { } found)
            return found;
        if (name != JudgeSettings.Heuristic.Name)
            section.Fail("judge", $"'{name}' is none of the judges; there are {string.Join(", ", judges.Select(j => j.Name).Append(JudgeSettings.Heuristic.Name))}");
        return JudgeSettings.Heuristic;
    }

    private static Rubric BuiltIn(Section section, Evaluator evaluator)
    {
        var packs = section.ReadList("packs", [BuiltInRubrics.StandardId], s_packs.Length, Texts.OneOf(s_packs));
        RubricDimension[] dimensions = [.. packs.Distinct().SelectMany(p => BuiltInRubrics.Packs[p])];
        if (dimensions.Length == 0 || (evaluator.IsHeuristic && dimensions.SequenceEqual(BuiltInRubrics.Standard)))
            return BuiltInRubrics.Default;
        if (RubricRules.Errors(BuiltInRubrics.StandardId, dimensions, evaluator) is [var first, ..])
        {
            section.Fail("packs", first.Message);
            return BuiltInRubrics.Default;
        }
        return new Rubric(BuiltInRubrics.StandardId, dimensions, evaluator);
    }

    private static BudgetLimit Budget(Section section)
    {
        var bound = new BudgetLimit(
            Whole(section, "calls_per_day"), Whole(section, "tokens_per_day"),
            section.Has("dollars_per_day") ? (long)(section.Read("dollars_per_day", 0d, Numbers.PositiveUpTo(MostDollars)) * NanoDollars) : null);
        section.Finish();
        return bound;
    }

    private static long? Whole(Section section, string key) =>
        section.Has(key) ? section.Read(key, 0, Numbers.Between(0, int.MaxValue)) : null;
}
