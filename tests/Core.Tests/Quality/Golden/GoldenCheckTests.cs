using System.Text.RegularExpressions;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Core.Tests.Quality.Golden;

public class GoldenCheckTests
{
    [Theory]
    [InlineData("Paris", 1)]
    [InlineData(" paris.\n", 1)]
    [InlineData("PARIS!", 1)]
    [InlineData("It is Paris", 0)]
    [InlineData("", 0)]
    public void Exact_passes_over_case_blanks_and_the_full_stop(string answer, double score) =>
        Assert.Equal(score, new GoldenCheck.Exact("Paris").Score(answer));

    [Theory]
    [InlineData("3.14", 1)]
    [InlineData("It is about 3.14159, give or take.", 1)]
    [InlineData("22/7 is 3.142857", 1)]
    [InlineData("3.14 to 2 digits", 0)]
    [InlineData("-3.14", 0)]
    [InlineData("no idea", 0)]
    public void Numeric_reads_the_last_number(string answer, double score) =>
        Assert.Equal(score, new GoldenCheck.Numeric(3.14159, 0.01).Score(answer));

    [Theory]
    [InlineData("The total is 1,234,567.5 dollars", 1_234_567.5)]
    [InlineData("1.5e3", 1_500)]
    public void Numbers_are_read_as_people_write_them(string answer, double value) =>
        Assert.Equal(1, new GoldenCheck.Numeric(value, 0).Score(answer));

    [Fact]
    public void A_pattern_that_takes_for_ever_is_no_score()
    {
        var check = new GoldenCheck.Pattern(new Regex("^(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(50)));

        Assert.Equal(1, check.Score("aaa"));
        Assert.Null(check.Score(new string('a', 40) + "!"));
    }

    [Fact]
    public void What_a_judge_has_to_say_is_no_score_yet() => Assert.Null(new GoldenCheck.Judged("a").Score("a"));
}
