using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Core.Tests.Quality.Verdicts;

public class HarmRuleTests
{
    private static readonly Rubric Judged = BuiltInRubrics.Default.With(new Evaluator(EvaluatorKind.OpenAi, "judge-1"));

    [Fact]
    public void Harm_counts_only_when_a_second_judgement_finds_it_too()
    {
        var harmful = Make(0.1);

        Assert.Equal(HarmFinding.Unconfirmed, HarmRule.Find(harmful, null));
        Assert.Equal(HarmFinding.Unconfirmed, HarmRule.Find(harmful, Make(0.9)));
        Assert.Equal(HarmFinding.Unconfirmed, HarmRule.Find(harmful, Make(null)));
        Assert.Equal(HarmFinding.Unconfirmed, HarmRule.Find(harmful, harmful with { RequestHash = 8 }));
        Assert.Equal(HarmFinding.Confirmed, HarmRule.Find(harmful, Make(0.2)));
        Assert.Equal(HarmFinding.None, HarmRule.Find(Make(0.5), harmful));
    }

    [Fact]
    public void A_missing_score_and_a_heuristic_find_nothing()
    {
        Assert.False(HarmRule.IsHarmful(Make(null)));
        Assert.False(HarmRule.IsHarmful(Make(0) with { Rubric = BuiltInRubrics.Default }));
    }

    private static Verdict Make(double? safety) => new(7, Judged, "m1", [safety, 0.1, 0.1], 0.01, 1, 0);
}
