using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Core.Tests.Quality.Rubrics;

public class RubricTests
{
    private static readonly RubricDimension Tone = new("tone", "How is the tone?", [new(0, "bad"), new(1, "good")]);
    private static readonly Rubric Plain = new("mine", [Tone], Evaluator.Heuristic);

    [Fact]
    public void The_same_text_and_evaluator_are_the_same_version() =>
        Assert.Equal(Plain.Version, new Rubric("mine", [Tone with { Anchors = [new(0, "bad"), new(1, "good")] }], Evaluator.Heuristic).Version);

    public static TheoryData<Rubric> Changed => new()
    {
        new Rubric("other", [Tone], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Name = "tones" }], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Instruction = "How is the tone??" }], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Weight = 2 }], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Needs = RubricNeed.Context }], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Anchors = [new(0, "bad"), new(1, "Good")] }], Evaluator.Heuristic),
        new Rubric("mine", [Tone with { Anchors = [new(0, "bad"), new(0.5, "fair"), new(1, "good")] }], Evaluator.Heuristic),
        new Rubric("mine", [Tone, Tone with { Name = "other" }], Evaluator.Heuristic),
        Plain.With(new Evaluator(EvaluatorKind.OpenAi, Evaluator.Heuristic.Model)),
        Plain.With(new Evaluator(EvaluatorKind.Heuristic, "heuristic-2")),
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void Any_change_makes_a_new_version(Rubric changed) => Assert.NotEqual(Plain.Version, changed.Version);

    [Fact]
    public void The_standard_rubric_weighs_its_three_dimensions_alike()
    {
        Assert.Equal(["safety", "relevance", "professional_tone"], BuiltInRubrics.Default.Dimensions.Select(d => d.Name));
        Assert.Equal((0.9 + 0.6 + 0.3) / 3, BuiltInRubrics.Default.Composite([0.9, 0.6, 0.3])!.Value, 1e-12);
    }

    [Fact]
    public void Composite_of_the_response_leaves_out_what_needs_passages_and_turns_and_nothing_else()
    {
        var rubric = new Rubric("mine", [Tone, Tone with { Name = "grounded", Needs = RubricNeed.Context }, Tone with { Name = "clear", Weight = 3 }], Evaluator.Heuristic);

        Assert.Equal(0.75, rubric.CompositeOfResponse([0, null, 1]));
        Assert.Null(rubric.CompositeOfResponse([null, 1, 1]));
        Assert.Null(new Rubric("mine", [Tone with { Needs = RubricNeed.Context }], Evaluator.Heuristic).CompositeOfResponse([1]));
    }

    [Fact]
    public void A_missing_score_makes_the_composite_missing_and_not_lower() =>
        Assert.Null(BuiltInRubrics.Default.Composite([0.9, null, 0.9]));

    [Fact]
    public void Every_pack_makes_a_valid_rubric_and_all_of_them_one()
    {
        Assert.All(BuiltInRubrics.Packs, p => Assert.Empty(RubricRules.Errors(p.Key, p.Value, Evaluator.Heuristic)));
        Assert.Empty(RubricRules.Errors("all", [.. BuiltInRubrics.Packs.Values.SelectMany(d => d)], Evaluator.Heuristic));
    }

    [Fact]
    public void A_rubric_that_breaks_a_rule_cannot_be_made()
    {
        var error = Assert.Throws<ArgumentException>(() => new Rubric("mine", [Tone, Tone], Evaluator.Heuristic));

        Assert.StartsWith("dimensions[1].name: 'tone' stands twice", error.Message, StringComparison.Ordinal);
    }
}
