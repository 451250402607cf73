using Plimsoll.Quality;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Core.Tests.Quality.Golden;

public class GoldenSetReaderTests
{
    [Fact]
    public void Every_kind_of_question_is_read()
    {
        List<LineError> errors = [];
        var set = GoldenSetReader.Read(
            """
            {"id":"fr","prompt":"Capital of France?","answer":"Paris","group":"france","system":"One word."}

            {"id":"fr2","prompt":"France's capital?","pattern":"(?i)\\bparis\\b","group":"france"}
            {"id":"pi","prompt":"Pi?","score":"numeric","answer":"3.14159","tolerance":0.01}
            {"id":"why","prompt":"Why is the sky blue?","score":"judge","answer":"Rayleigh scattering."}
            """, errors);

        Assert.Empty(errors);
        Assert.Equal(["fr", "fr2", "pi", "why"], set!.Questions.Select(q => q.Id));
        Assert.Equal(new GoldenQuestion("fr", "Capital of France?", new GoldenCheck.Exact("Paris"), "france", "One word."), set.Questions[0]);
        Assert.IsType<GoldenCheck.Pattern>(set.Questions[1].Check);
        Assert.Equal(new GoldenCheck.Numeric(3.14159, 0.01), set.Questions[2].Check);
        Assert.True(set.NeedsJudge);
        Assert.Matches("^[0-9a-f]{12}$", set.Version);
    }

    [Theory]
    [InlineData("hello", "set:1:1: is no JSON object")]
    [InlineData("[1]", "set:1:1: is no JSON object")]
    [InlineData("""{"id":"\ud800","prompt":"p","answer":"a"}""", "set:1:1: is no JSON object")]
    [InlineData("""{"id":"a","id":"b","prompt":"p","answer":"a"}""", "set:1:1: is no JSON object")]
    [InlineData("""{"prompt":"p","answer":"a"}""", "set:1:1: id and prompt are needed")]
    [InlineData("""{"id":7,"prompt":"p","answer":"a"}""", "set:1:2: id: must be a text of 1 to 200 characters")]
    [InlineData("""{"id":"a","prompt":"","answer":"a"}""", "set:1:11: prompt: must be a text of 1 to 100000 characters")]
    [InlineData("""{"id":"a","prompt":"p","expected":"a"}""", "set:1:24: expected: is none; there are id, prompt, answer, score, pattern, tolerance, group, system")]
    [InlineData("""{"id":"a","prompt":"p"}""", "set:1:1: answer: is missing; 'exact' compares with it")]
    [InlineData("""{"id":"a","prompt":"p","score":"judge"}""", "set:1:1: answer: is missing; 'judge' compares with it")]
    [InlineData("""{"id":"a","prompt":"p","score":"pattern"}""", "set:1:32: pattern: must be a regular expression")]
    [InlineData("""{"id":"a","prompt":"p","pattern":"("}""", "set:1:24: pattern: must be a regular expression")]
    [InlineData("""{"id":"a","prompt":"p","score":"numeric","answer":"three"}""", "set:1:42: answer: must be a number, and tolerance, where it is given, one from 0 on")]
    [InlineData("""{"id":"a","prompt":"p","score":"numeric","answer":"3","tolerance":-1}""", "set:1:42: answer: must be a number, and tolerance, where it is given, one from 0 on")]
    [InlineData("""{"id":"a","prompt":"p","score":"vibes","answer":"a"}""", "set:1:24: score: must be exact, pattern, numeric or judge")]
    [InlineData("{\"id\":\"a\",\"prompt\":\"p\",\"answer\":\"a\"}\n{\"id\":\"a\",\"prompt\":\"q\",\"answer\":\"a\"}", "set:2:2: id: 'a' is an earlier question's too")]
    [InlineData("\n\n", "set: there is no question in it")]
    public void A_broken_set_is_told_line_and_field(string text, string error)
    {
        List<LineError> errors = [];

        Assert.Null(GoldenSetReader.Read(text, errors));
        Assert.Equal(error, Assert.Single(errors).In("set"));
    }

    [Fact]
    public void A_set_has_a_bound()
    {
        List<LineError> errors = [];
        var lines = Enumerable.Range(0, GoldenSet.MaxQuestions + 1).Select(i => $$"""{"id":"{{i}}","prompt":"p","answer":"a"}""");

        Assert.Null(GoldenSetReader.Read(string.Join('\n', lines), errors));
        Assert.Equal("there are 10001 questions; there may be 10000", Assert.Single(errors).Message);
    }
}
