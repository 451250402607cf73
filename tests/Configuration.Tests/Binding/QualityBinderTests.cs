using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Tests.Binding;

public class QualityBinderTests
{
    private const string Judges = "judges: { local: { kind: openai, base_url: 'http://h/v1', model: m, price: { input_per_million_tokens: 1, output_per_million_tokens: 2 } } }\n";

    [Fact]
    public void Packs_judge_and_budgets_make_the_terms_of_judging()
    {
        var options = Reading.Valid(Judges + """
            quality:
              packs: [standard, faithfulness]
              judge: local
              max_call_tokens: 10000
              budget: { calls_per_day: 100, dollars_per_day: 2.5 }
              tenant_budget: { tokens_per_day: 7000 }
              fleet_budget: { calls_per_day: 50 }

            """);
        var judging = options.SettingsFor("any").Judging;

        Assert.Equal(["safety", "relevance", "professional_tone", "faithfulness"], judging.Rubric.Dimensions.Select(d => d.Name));
        Assert.Equal("openai:m", judging.Rubric.Evaluator.ToString());
        Assert.Equal(new BudgetLimit(100, null, 2_500_000_000), judging.Budget);
        Assert.Equal(new BudgetLimit(Tokens: 7000), judging.TenantBudget);
        Assert.Equal((new BudgetLimit(50), true), (options.Quality.FleetBudget!.Value, judging.FleetBudget));
        Assert.Equal((1, 10_000), (judging.MostPerCall.Calls, judging.MostPerCall.Tokens));
        Assert.InRange(judging.MostPerCall.NanoDollars, 10_000_000, 11_000_000);
    }

    [Fact]
    public void Nothing_said_is_the_heuristic_with_a_bounded_number_of_calls()
    {
        var judging = Reading.Valid("").SettingsFor("any").Judging;

        Assert.Equal(BuiltInRubrics.Default.Version, judging.Rubric.Version);
        Assert.Equal(new BudgetLimit(Calls: 10_000), judging.Budget);
        Assert.True(judging.Enabled && !judging.FleetBudget);
        Assert.False(Reading.Valid("privacy: { metadata_only: true }\n").SettingsFor("any").Judging.Enabled);
    }

    [Fact]
    public void Fixed_set_is_judged_daily_unless_it_is_told_otherwise()
    {
        Assert.Equal((12, TimeSpan.FromDays(1)), (Plan("")!.Answers, Plan("")!.Every));
        Assert.Equal(TimeSpan.FromHours(6), Plan("quality: { fixed_set_every: 6h }\n")!.Every);
        Assert.Null(Plan("quality: { fixed_set_every: off }\n"));
        Assert.EndsWith("it may be 1h to 30d", Reading.Error("quality: { fixed_set_every: 1m }\n"), StringComparison.Ordinal);
    }

    private static FixedSetPlan? Plan(string yaml) => Reading.Valid(yaml).SettingsFor("any").Judging.FixedSet;

    [Theory]
    [InlineData("quality: { judge: nobody }\n", "quality.judge", "'nobody' is none of the judges; there are local, heuristic")]
    [InlineData("quality: { packs: [rhymes] }\n", "quality.packs[0]", "rhymes")]
    [InlineData("quality: { rubric_file: r.yaml, judge: local }\n", "quality.rubric_file", "the file says both")]
    [InlineData("quality: { budget: { calls_per_day: -1 } }\n", "quality.budget.calls_per_day", "-1")]
    [InlineData("quality: { budget: { calls_per_hour: 1 } }\n", "quality.budget.calls_per_hour", "calls_per_day")]
    public void Mistake_is_named(string yaml, string path, string words)
    {
        var error = Assert.Single(Reading.Of(Judges + yaml).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }
}
