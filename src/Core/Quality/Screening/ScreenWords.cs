using System.Buffers;

namespace Plimsoll.Quality.Screening;

/// <summary>Small lists of our own. They make a text worth a judge's look and decide nothing.</summary>
internal static class ScreenWords
{
    /// <summary>Phrases near which serious harm is often close, in any case.</summary>
    public static readonly IReadOnlyList<string> HarmPhrases =
    [
        "make a bomb", "build a bomb", "pipe bomb", "nerve agent", "sarin", "ricin", "cook meth", "synthesize methamphetamine",
        "kill yourself", "end your life", "ways to die", "how to hang", "cut yourself", "starve yourself",
        "untraceable gun", "ghost gun", "hire a hitman", "poison someone", "without getting caught", "child porn", "sexualize a minor",
        "ethnic cleansing", "gas the", "exterminate all", "deserve to die", "disable the smoke", "write ransomware", "keylogger payload",
    ];

    public static readonly SearchValues<string> Harm = SearchValues.Create([.. HarmPhrases], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whole words, lower case.</summary>
    public static readonly HashSet<string> Profanity = new(StringComparer.OrdinalIgnoreCase)
    {
        "fuck", "fucking", "fucked", "shit", "shitty", "bullshit", "asshole", "bastard", "bitch", "cunt", "dickhead", "motherfucker",
        "goddamn", "scheisse", "scheiße", "arschloch", "merde", "putain", "connard", "mierda", "cabrón", "puta", "cazzo", "stronzo",
    };

    /// <summary>How credentials begin.</summary>
    public static readonly SearchValues<string> Secrets = SearchValues.Create(
        ["AKIA", "ASIA", "-----BEGIN", "eyJ", "sk-", "ghp_", "gho_", "xoxb-", "xoxp-"], StringComparison.Ordinal);
}
