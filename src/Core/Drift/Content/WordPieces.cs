namespace Plimsoll.Drift.Content;

/// <summary>Stand-ins for tokens where no client sends any: words cut into pieces, and each mark by itself, as numbers.</summary>
internal static class WordPieces
{
    private const int PieceChars = 5;

    public static IEnumerable<int> Of(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && i - start < PieceChars)
                continue;
            if (i > start)
                yield return Number(text, start, i - start);
            if (!inside && i < text.Length && !char.IsWhiteSpace(text[i]))
                yield return Number(text, i, 1);
            start = inside ? i : i + 1;
        }
    }

    private static int Number(string text, int start, int length) => (int)(StableHash.Of(text.AsSpan(start, length)) >> 33);
}
