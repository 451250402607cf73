using System.Text;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Core.Tests.Telemetry.Content;

public class RefusalScreenTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("I\u2019m sorry, I can\u2019t assist with that request.")]
    [InlineData("Unfortunately, I CANNOT PROVIDE medical advice.")]
    [InlineData("I appreciate the question. However, I'm not able to share personal data.")]
    [InlineData("  \n I must decline. ")]
    [InlineData("I'm not comfortable writing that story.")]
    [InlineData("Es tut mir leid, damit kann ich dir nicht helfen.")]
    [InlineData("Lo siento, pero no puedo ayudarte con eso.")]
    [InlineData("抱歉，我无法提供这类信息。")]
    [InlineData("[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"I cannot comply.\"}]}]")]
    public void Usual_words_of_declining_are_a_refusal(string response) => Assert.True(Screen(response));

    [Theory]
    [InlineData("")]
    [InlineData("I can't wait to tell you: yes!")]
    [InlineData("I cannot stress enough how much water plants need.")]
    [InlineData("Hold the button for ten seconds.")]
    [InlineData("You can't help everyone.")]
    [InlineData("To decline the offer, write back politely.")]
    public void Other_words_are_none(string response) => Assert.False(Screen(response));

    [Fact]
    public void Only_the_beginning_is_read()
    {
        const string words = "I can't help with that.";

        Assert.True(Screen(new string('x', RefusalScreen.HeadBytes - words.Length) + words));
        Assert.False(Screen(new string('x', RefusalScreen.HeadBytes) + words));
    }

    [Fact]
    public void Broken_utf8_and_a_head_that_ends_within_a_character_match_nothing()
    {
        Assert.False(RefusalScreen.IsRefusal([0xff, 0xfe, 0x80, 0xc3]));
        Assert.False(Screen("x" + new string('模', 400)));
    }

    private static bool Screen(string response) => RefusalScreen.IsRefusal(Encoding.UTF8.GetBytes(response));
}
