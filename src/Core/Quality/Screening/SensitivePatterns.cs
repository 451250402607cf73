using System.Text.RegularExpressions;

namespace Plimsoll.Quality.Screening;

/// <summary>
/// Shapes of personal data and credentials, in the order in which they are taken out of a text. Look-around rules out the
/// engine that never backtracks, so every match has a time limit.
/// </summary>
internal static partial class SensitivePatterns
{
    /// <summary>
    /// Milliseconds of wall time for one pattern over one text. No text should come near it, since each pattern is linear;
    /// a bound near the usual time would drop texts whenever the machine is busy.
    /// </summary>
    public const int MatchTimeoutMs = 1_000;

    public static IReadOnlyList<SensitivePattern> InOrder { get; } =
    [
        new("JWT", Jwt()), new("AWS_KEY", AwsKey()), new("PRIVATE_KEY", PrivateKey()), new("API_KEY", ApiKey()), new("EMAIL", Email()),
        new("CARD", Card(), IsCard), new("SSN", SocialSecurity()), new("PHONE", Phone()), new("IPV4", Address()),
    ];

    /// <summary>Luhn's check: every second digit from the right doubled, its digits added.</summary>
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var second = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var digit = text[i] - '0';
            if (second)
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
            second = !second;
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex Jwt();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,32}PRIVATE KEY-----)?", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(?:sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,})", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex ApiKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\+\d{1,3}(?:[ .-]?\d{2,4}){2,5}(?!\d)", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b", RegexOptions.None, MatchTimeoutMs)]
    private static partial Regex Address();
}

/// <param name="Mark">Stands in a text for what was taken out, in angle brackets.</param>
/// <param name="Confirms">Null: every match is one.</param>
internal sealed record SensitivePattern(string Mark, Regex Regex, SensitivePattern.Check? Confirms = null)
{
    public delegate bool Check(ReadOnlySpan<char> match);
}
