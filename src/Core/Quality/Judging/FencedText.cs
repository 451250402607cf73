using System.Globalization;
using System.Text;

namespace Plimsoll.Quality.Judging;

/// <summary>
/// Puts a text that somebody else wrote between marks which it cannot contain: they bear a number that was not known when
/// it was written, and everything in the text that looks like a mark is broken up.
/// </summary>
internal static class FencedText
{
    private const string Open = "<<<";

    /// <param name="name">For example <c>RESPONSE</c>.</param>
    /// <param name="nonce">Of this prompt; whoever wrote the text must not have known it.</param>
    /// <param name="most">Characters of the text; of a longer one the middle is left out, and it says so.</param>
    public static string Of(string name, ulong nonce, string text, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{Open}BEGIN {name} {nonce:x16}>>>\n{Bounded(Plain(text), most)}\n{Open}END {name} {nonce:x16}>>>\n");

    private static string Bounded(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var half = most / 2;
        var (head, tail) = (text[..half], text[^half..]);
        // A pair that the cut parts would be no character.
        if (char.IsHighSurrogate(head[^1]))
            head = head[..^1];
        if (char.IsLowSurrogate(tail[0]))
            tail = tail[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{head}\n[{text.Length - head.Length - tail.Length} characters are left out here]\n{tail}");
    }

    /// <summary>Without marks, and without characters that a reader does not see: they hide or reorder what stands there.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var run = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
                continue;
            run = rune.Value == Open[0] ? run + 1 : 0;
            if (run == Open.Length)
            {
                plain.Append(' ');
                run = 1;
            }
            plain.Append(rune);
        }
        return plain.ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
