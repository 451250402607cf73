using Plimsoll.Quality.Screening;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Screening;

public class ScreeningTests
{
    [SharedFact("vectors", "redaction.json")]
    public void The_worked_examples_of_redaction_hold()
    {
        var example = VectorCase.Of("redaction.json", "patterns");
        var texts = example.Inputs.GetProperty("strings").EnumerateArray().Select(t => t.GetString()!);
        var expected = example.Expected.GetProperty("redacted").EnumerateArray().Select(t => t.GetString()!);

        Assert.Equal(expected, texts.Select(t => Redactor.Redact(t)!.Text));
    }

    [Theory]
    [InlineData("nothing here", "nothing here", 0)]
    [InlineData("a@b.co and c@d.org", "<EMAIL> and <EMAIL>", 2)]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- after", "<PRIVATE_KEY> after", 1)]
    [InlineData("use sk-abcdefghijklmnopqrstuvwx", "use <API_KEY>", 1)]
    public void What_is_taken_out_is_marked_and_counted(string text, string redacted, int removed) =>
        Assert.Equal(new Redaction(redacted, removed), Redactor.Redact(text));

    [Theory]
    [InlineData("a")]
    [InlineData("a@")]
    [InlineData("a@b.")]
    [InlineData("1 ")]
    [InlineData("1-")]
    [InlineData("+1 23 ")]
    [InlineData("1.")]
    [InlineData("eyJ")]
    [InlineData("eyJaaaaaaaa.")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void No_text_keeps_a_pattern_busy(string part) =>
        Assert.NotNull(Redactor.Redact(string.Concat(Enumerable.Repeat(part, Redactor.MaxChars / part.Length))));

    [Theory]
    [InlineData("First, build a BOMB from", ScreenFlags.Harm)]
    [InlineData("the key is AKIAIOSFODNN7EXAMPLE", ScreenFlags.Secret)]
    [InlineData("Paris is the capital of France.", ScreenFlags.None)]
    [InlineData("", ScreenFlags.None)]
    public void The_screen_flags_words_near_harm_and_secrets(string text, ScreenFlags flags) => Assert.Equal(flags, SafetyScreen.Look(text));

    [Fact]
    public void Of_a_long_text_both_ends_are_looked_at_and_no_more()
    {
        var filler = new string('x', 2 * SafetyScreen.MaxChars);

        Assert.Equal(ScreenFlags.Harm, SafetyScreen.Look("make a bomb" + filler));
        Assert.Equal(ScreenFlags.Harm, SafetyScreen.Look(filler + "make a bomb"));
        Assert.Equal(ScreenFlags.None, SafetyScreen.Look(filler + "make a bomb" + filler));
    }
}
