using System.Text;

namespace Plimsoll.Telemetry.Content;

/// <summary>
/// Whether a response declines its task, by the words it begins with: deterministic and cheap, to be run on every
/// text before it is dropped. It sees refusals in the usual words and no others, so that its rate is good for
/// comparing one hour or version with another.
/// </summary>
public static class RefusalScreen
{
    /// <summary>How much of a response is read, bytes of UTF-8: models decline at once.</summary>
    public const int HeadBytes = 512;

    /// <param name="utf8">The whole response; invalid bytes match nothing.</param>
    public static bool IsRefusal(ReadOnlySpan<byte> utf8)
    {
        Span<char> head = stackalloc char[HeadBytes];
        var chars = Encoding.UTF8.GetChars(utf8.Length <= HeadBytes ? utf8 : utf8[..HeadBytes], head);
        head = head[..chars];
        head.Replace('\u2019', '\'');
        return head.ContainsAny(RefusalPhrases.AnyPlain) || Declines(head)
            || (!Ascii.IsValid(head) && head.ContainsAny(RefusalPhrases.AnyBeyondAscii));
    }

    /// <summary>A stem with a verb behind it.</summary>
    private static bool Declines(ReadOnlySpan<char> head)
    {
        for (var at = head.IndexOfAny(RefusalPhrases.AnyStem); at >= 0; at = head.IndexOfAny(RefusalPhrases.AnyStem))
        {
            head = head[at..];
            foreach (var stem in RefusalPhrases.Stems)
            {
                if (StartsWith(head, stem) && BeginsWithVerb(head[stem.Length..]))
                    return true;
            }
            head = head[1..];
        }
        return false;
    }

    private static bool BeginsWithVerb(ReadOnlySpan<char> text)
    {
        foreach (var verb in RefusalPhrases.Verbs)
        {
            if (StartsWith(text, verb))
                return true;
        }
        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string words) => text.StartsWith(words, StringComparison.OrdinalIgnoreCase);
}
