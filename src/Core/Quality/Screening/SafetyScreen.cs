namespace Plimsoll.Quality.Screening;

/// <summary>
/// Looks at every text at decode, before it is dropped, for words near which harm is often close. Cheap and coarse: what it
/// flags is judged first; it misses what is put in other words, so its silence says nothing.
/// </summary>
public static class SafetyScreen
{
    /// <summary>Characters of a text that are looked at, half from either end of a longer one.</summary>
    public const int MaxChars = 32_768;

    private static readonly HarmScan s_harm = new(ScreenWords.HarmPhrases);

    /// <summary>Whether a text, as it came, is worth a judge's look before others. Every text of every request passes here.</summary>
    public static bool IsFlagged(ReadOnlySpan<byte> utf8) => utf8.Length <= MaxChars
        ? s_harm.Finds(utf8)
        : s_harm.Finds(utf8[..(MaxChars / 2)]) || s_harm.Finds(utf8[^(MaxChars / 2)..]);

    public static ScreenFlags Look(ReadOnlySpan<char> text) => text.Length <= MaxChars
        ? LookWhole(text)
        : LookWhole(text[..(MaxChars / 2)]) | LookWhole(text[^(MaxChars / 2)..]);

    private static ScreenFlags LookWhole(ReadOnlySpan<char> text)
    {
        var flags = ScreenFlags.None;
        if (text.ContainsAny(ScreenWords.Harm))
            flags |= ScreenFlags.Harm;
        if (text.ContainsAny(ScreenWords.Secrets))
            flags |= ScreenFlags.Secret;
        return flags;
    }
}

/// <summary>Reasons to judge a text first; names are labels.</summary>
[Flags]
public enum ScreenFlags : byte
{
    None = 0,
    Harm = 1,
    Secret = 2,
}
