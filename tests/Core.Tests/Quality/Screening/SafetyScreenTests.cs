using Plimsoll.Quality.Screening;

namespace Plimsoll.Core.Tests.Quality.Screening;

public class SafetyScreenTests
{
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
