using System.Text;
using Plimsoll.Quality.Screening;

namespace Plimsoll.Core.Tests.Quality.Screening;

public class HarmScanTests
{
    private static readonly string[] Phrases = ["make a bomb", "sarin", "gas the", "ways to die", "kill yourself"];
    private static readonly HarmScan Scan = new(Phrases);

    [Fact]
    public void Every_phrase_is_found_at_every_place_in_any_case()
    {
        foreach (var phrase in Phrases)
        {
            for (var before = 0; before < 40; before++)
            {
                for (var after = 0; after < 20; after++)
                    Assert.True(Scan.Finds(Encoding.UTF8.GetBytes(new string('é', before) + phrase.ToUpperInvariant() + new string('x', after))));
            }
        }
    }

    [Fact]
    public void What_is_near_a_phrase_is_none()
    {
        string[] near = ["make a bom", "sari n", "gaz the", "way to die", "", "s", "kill\0yourself", "killyourself", "KILL_YOURSELF"];
        foreach (var text in near)
        {
            for (var before = 0; before < 20; before++)
                Assert.False(Scan.Finds(Encoding.UTF8.GetBytes(new string('m', before) + text + " and so on for a while")));
        }
    }

    [Fact]
    public void Random_letters_are_judged_as_a_plain_search_does()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(6) == 0 ? Phrases[random.Next(5)][..random.Next(3, 5)] : "sgmkw aeri"[random.Next(10)].ToString()));
            Assert.Equal(Phrases.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase)), Scan.Finds(Encoding.UTF8.GetBytes(text)));
        }
    }
}
