using Plimsoll.Configuration.Rubrics;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Tests.Rubrics;

public class RubricReaderTests
{
    private const string Full = """
        rubric: support-answers
        evaluator: { kind: bedrock, model: anthropic.claude-3-haiku-20240307-v1:0 }
        packs: [faithfulness]
        dimensions:
          - name: brand_voice
            instruction: Does it sound like us?
            weight: 2.5
            needs: conversation
            anchors:
              - { score: 0, meaning: not at all }
              - { score: 0.5, meaning: now and then }
              - { score: 1, meaning: throughout }
        """;

    [Fact]
    public void A_rubric_is_read_with_its_packs_first()
    {
        var result = RubricReader.Read(Full);

        Assert.Empty(result.Errors);
        var rubric = Assert.IsType<Rubric>(result.Rubric);
        Assert.Equal("support-answers", rubric.Id);
        Assert.Equal(new Evaluator(EvaluatorKind.Bedrock, "anthropic.claude-3-haiku-20240307-v1:0"), rubric.Evaluator);
        Assert.Equal(["faithfulness", "brand_voice"], rubric.Dimensions.Select(d => d.Name));
        var own = rubric.Dimensions[1];
        Assert.Equal((2.5, RubricNeed.Conversation), (own.Weight, own.Needs));
        Assert.Equal([new(0, "not at all"), new(0.5, "now and then"), new(1, "throughout")], own.Anchors);
    }

    [Theory]
    [InlineData("rubric: Support\npacks: [standard]\n", "1:9 rubric: 'Support' is no id: a lower-case letter, then up to 63 of a-z, 0-9, '_', '-' and '.'")]
    [InlineData("rubric: a\n", "1:1 dimensions: there are none; list some, or switch on some of the built-in packs")]
    [InlineData("rubric: a\npacks: [standard]\nevaluator: { kind: openai }\n", "3:12 evaluator.model: is missing; evaluator 'openai' needs the pinned id of its model")]
    [InlineData("rubric: a\npacks: [standard]\nevaluator: { kind: heuristic, model: x }\n", "3:38 evaluator.model: the heuristic has no model; leave the key out")]
    [InlineData("rubric: a\npacks: [standard]\ntreshold: 1\n", "3:1 treshold: unknown key 'treshold'; it may be dimensions, evaluator, packs, rubric")]
    public void An_error_of_the_rubric_names_its_place_field_and_value(string yaml, string error) => Assert.Equal(error, Error(yaml));

    [Theory]
    [InlineData("name: Tone", "weight: 1", "4:11 dimensions[0].name: 'Tone' is no name: a lower-case letter, then up to 63 of a-z, 0-9 and '_'")]
    [InlineData("name: composite", "weight: 1", "4:11 dimensions[0].name: 'composite' is the name of all dimensions together")]
    [InlineData("name: tone", "weight: 0", "5:13 dimensions[0].weight: '0' is not a number above 0 and up to 100, such as 2.5")]
    [InlineData("name: tone", "wieght: 1", "5:5 dimensions[0].wieght: unknown key 'wieght'; did you mean 'weight'?")]
    [InlineData("name: safety", "weight: 1", "4:11 dimensions[0].name: 'safety' stands twice")]
    public void An_error_of_a_dimension_names_its_place_field_and_value(string name, string weight, string error) => Assert.Equal(error, Error(
        $"rubric: a\npacks: [standard]\ndimensions:\n  - {name}\n    {weight}\n    instruction: i\n    anchors: [{{ score: 0, meaning: bad }}, {{ score: 1, meaning: good }}]\n"));

    [Theory]
    [InlineData("[{ score: 0, meaning: bad }]", "5:14 dimensions[0].anchors: there are 1; there may be 2 to 11")]
    [InlineData("[{ score: 0.2, meaning: bad }, { score: 1, meaning: good }]", "5:14 dimensions[0].anchors: go from 0.2 to 1; they must go from 0 to 1")]
    [InlineData("[{ score: 0, meaning: bad }, { score: 0, meaning: so so }, { score: 1, meaning: good }]", "5:14 dimensions[0].anchors: 0 does not rise above 0")]
    [InlineData("[{ score: 0, meaning: bad }, { score: 2, meaning: good }]", "5:52 dimensions[0].anchors[1].score: '2' is not a number from 0 to 1, such as 0.5")]
    [InlineData("[{ score: 0, meaning: bad }, { meaning: good }]", "5:43 dimensions[0].anchors[1].score: is missing; an anchor says what one score from 0 to 1 means")]
    public void Anchors_rise_from_0_to_1(string anchors, string error) =>
        Assert.Equal(error, Error($"rubric: a\ndimensions:\n  - name: tone\n    instruction: i\n    anchors: {anchors}\n"));

    [Theory]
    [InlineData("rubric: a\n", true)]
    [InlineData("urls: http://127.0.0.1:8080\n", false)]
    [InlineData("[", false)]
    public void A_rubric_is_told_by_its_key(string yaml, bool rubric) => Assert.Equal(rubric, RubricReader.IsRubric(yaml));

    private static string Error(string yaml)
    {
        var result = RubricReader.Read(yaml);
        Assert.Null(result.Rubric);
        var error = Assert.Single(result.Errors);
        return $"{error.Line}:{error.Column} {error.Path}: {error.Message}";
    }
}
