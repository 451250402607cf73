using Plimsoll.Quality;
using Plimsoll.Quality.Fixed;

namespace Plimsoll.Core.Tests.Quality.Fixed;

public class FixedSetReaderTests
{
    private static readonly string s_answers = string.Concat(Enumerable.Range(0, 10).Select(i => $$"""{"prompt":"p{{i}}","response":"r"}""" + "\n"));

    [Fact]
    public void Answers_and_pairs_are_read_and_pairs_are_shown_in_both_orders()
    {
        List<LineError> errors = [];
        var set = FixedSetReader.Read(s_answers + """{"prompt":"q","a":"x","b":"y"}""", errors)!;

        Assert.Empty(errors);
        Assert.Equal((10, 1, 12), (set.Answers.Count, set.Pairs.Count, set.Plan(TimeSpan.FromDays(1)).Items));
        Assert.Equal(("p9", "r"), (set.Shown(9)!.Prompt, set.Shown(9)!.Response));
        Assert.Equal(["x", "y"], set.Shown(10)!.Context);
        Assert.Equal(["y", "x"], set.Shown(11)!.Context);
        Assert.Null(set.Shown(12));
        Assert.Null(set.Shown(-1));
        Assert.NotEqual(set.Version, BuiltInFixedSet.Value.Version);
    }

    [Theory]
    [InlineData("{\"prompt\":\"p\"}", "set:11:1: must have prompt and response, or prompt, a and b, and nothing else")]
    [InlineData("{\"prompt\":\"p\",\"response\":7}", "set:11:15: response: must be a text of 1 to 4000 characters")]
    [InlineData("nonsense", "set:11:1: is no JSON object")]
    public void A_broken_line_is_told(string line, string error)
    {
        List<LineError> errors = [];

        Assert.Null(FixedSetReader.Read(s_answers + line, errors));
        Assert.Equal(error, Assert.Single(errors).In("set"));
    }

    [Fact]
    public void Too_few_answers_are_no_set()
    {
        List<LineError> errors = [];

        Assert.Null(FixedSetReader.Read(s_answers[..^40], errors));
        Assert.NotEmpty(errors);
        Assert.Null(FixedSetReader.Read("", errors = []));
        Assert.Equal("there are 0 answers; there may be 10 to 100", Assert.Single(errors).Message);
    }
}
