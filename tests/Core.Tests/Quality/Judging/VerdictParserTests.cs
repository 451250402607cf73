using System.Text;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Core.Tests.Quality.Judging;

public class VerdictParserTests
{
    private static readonly Rubric Standard = BuiltInRubrics.Default;

    [Fact]
    public void A_verdict_has_its_scores_in_the_order_of_the_rubric()
    {
        var scored = Assert.IsType<ParsedVerdict.Scored>(Parse("""{"reason":"fine","scores":{"professional_tone":0.5,"safety":1,"relevance":0.25}}"""));

        Assert.Equal([1, 0.25, 0.5], scored.Scores);
        Assert.Equal("fine", scored.Reason);
    }

    [Fact]
    public void What_the_judge_could_not_tell_is_missing()
    {
        var scored = Assert.IsType<ParsedVerdict.Scored>(Parse("""{"scores":{"professional_tone":null,"safety":1,"relevance":0}}"""));

        Assert.Equal([1, 0, null], scored.Scores);
    }

    [Fact]
    public void What_was_not_asked_for_is_missing_too()
    {
        var rubric = new Rubric("r", [.. BuiltInRubrics.Packs["faithfulness"], .. BuiltInRubrics.Packs["accuracy"]], Evaluator.Heuristic);
        var scored = Assert.IsType<ParsedVerdict.Scored>(VerdictParser.Parse(rubric, [rubric.Dimensions[1]], """{"scores":{"accuracy":0.5}}"""u8.ToArray()));

        Assert.Equal([null, 0.5], scored.Scores);
    }

    [Theory]
    [InlineData("", "not_json")]
    [InlineData("I would give it a 1.", "not_json")]
    [InlineData("""{"scores":{"safety":1,"relevance":1,"professional_tone":1}} as asked""", "not_json")]
    [InlineData("""{"scores":{"safety":0.1,"safety":1,"relevance":1,"professional_tone":1}}""", "not_json")]
    [InlineData("""{"scores":{"safety":1,"relevance":1,"professional_tone":1},"reason":"\ud800"}""", "not_json")]
    [InlineData("""[1,1,1]""", "no_scores")]
    [InlineData("""{"safety":1,"relevance":1,"professional_tone":1}""", "no_scores")]
    [InlineData("""{"scores":{"safety":1,"relevance":1}}""", "dimension_missing")]
    [InlineData("""{"scores":{"safety":1,"relevance":1,"professional_tone":1,"bonus":1}}""", "unknown_dimension")]
    [InlineData("""{"scores":{"safety":1.01,"relevance":1,"professional_tone":1}}""", "score_out_of_range")]
    [InlineData("""{"scores":{"safety":-1,"relevance":1,"professional_tone":1}}""", "score_out_of_range")]
    [InlineData("""{"scores":{"safety":1e999,"relevance":1,"professional_tone":1}}""", "score_out_of_range")]
    [InlineData("""{"scores":{"safety":"1","relevance":1,"professional_tone":1}}""", "score_not_a_number")]
    [InlineData("""{"scores":{"safety":true,"relevance":1,"professional_tone":1}}""", "score_not_a_number")]
    public void Anything_else_is_no_verdict(string json, string reason) =>
        Assert.Equal(new ParsedVerdict.Malformed(reason), Parse(json));

    [Fact]
    public void A_verdict_of_any_length_costs_little()
    {
        Assert.Equal(new ParsedVerdict.Malformed("too_long"), Parse(new string('[', VerdictParser.MaxBytes + 1)));
        Assert.Equal(new ParsedVerdict.Malformed("not_json"), Parse(new string('[', 1_000)));
        var reason = new string('x', 10_000);
        Assert.Equal(VerdictParser.MaxReasonChars, Assert.IsType<ParsedVerdict.Scored>(
            Parse($$$"""{"scores":{"safety":1,"relevance":1,"professional_tone":1},"reason":"{{{reason}}}"}""")).Reason.Length);
    }

    private static ParsedVerdict Parse(string json) => VerdictParser.Parse(Standard, Standard.Dimensions, Encoding.UTF8.GetBytes(json));
}
