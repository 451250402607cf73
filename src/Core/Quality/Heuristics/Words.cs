namespace Plimsoll.Quality.Heuristics;

/// <summary>Texts as lists of words: runs of letters and digits, in lower case.</summary>
internal static class Words
{
    /// <summary>Shorter words carry little of what a text is about.</summary>
    private const int ContentChars = 4;
    private const int PhraseWords = 4;

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }
        return words;
    }

    /// <summary>Share of the distinct words of some length that stand among others; null without any.</summary>
    public static double? ShareIn(IReadOnlyList<string> words, IReadOnlyList<string> others)
    {
        var content = words.Where(w => w.Length >= ContentChars).ToHashSet(StringComparer.Ordinal);
        return content.Count == 0 ? null : content.Count(others.ToHashSet(StringComparer.Ordinal).Contains) / (double)content.Count;
    }

    /// <summary>Share of the runs of four words that stand in others as they are; 0 without any.</summary>
    public static double PhrasesIn(IReadOnlyList<string> words, IReadOnlyList<string> others)
    {
        var known = Phrases(others).ToHashSet(StringComparer.Ordinal);
        var phrases = Phrases(words).ToList();
        return phrases.Count == 0 ? 0 : phrases.Count(known.Contains) / (double)phrases.Count;
    }

    private static IEnumerable<string> Phrases(IReadOnlyList<string> words)
    {
        for (var i = 0; i + PhraseWords <= words.Count; i++)
            yield return string.Join(' ', words.Skip(i).Take(PhraseWords));
    }
}
