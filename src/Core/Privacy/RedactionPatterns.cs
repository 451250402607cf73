using System.Text.RegularExpressions;

namespace Plimsoll.Privacy;

/// <summary>
/// What <see cref="TextRedactor"/> looks for. Every repetition is bounded or followed by nothing, so that no text makes
/// matching slow.
/// </summary>
internal static partial class RedactionPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([A-Za-z0-9+/=\s:,]|-(?!----))*(-----END [A-Z ]{0,30}PRIVATE KEY-----)?", Options)]
    public static partial Regex PrivateKey();

    /// <summary>Tokens whose issuers mark them, JSON web tokens, and what follows "Bearer".</summary>
    [GeneratedRegex(
        """
        \b(
          (sk|pk|rk)[-_][A-Za-z0-9_-]{16,}
        | gh[pousr]_[A-Za-z0-9]{20,} | github_pat_\w{20,} | glpat-[\w-]{16,}
        | xox[abeoprs]-[A-Za-z0-9-]{10,}
        | (AKIA|ASIA)[A-Z0-9]{16,}
        | AIza[\w-]{30,}
        | (hf|npm|pypi)[_-][A-Za-z0-9_-]{20,}
        | eyJ[\w-]{8,512}\.[\w-]{8,}(\.[\w-]*)?
        | [Bb]earer\s{1,4}[\w.~+/-]{16,}=*
        )
        """, Options | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Token();

    /// <summary>What is assigned to a name that says secret.</summary>
    [GeneratedRegex(
        """(?<name>(passwor[dt]|passwd|passphrase|secret|api[_ -]?key|access[_ -]?key|auth[_ -]?token|access[_ -]?token)["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;\[\]]{6,}""",
        Options | RegexOptions.IgnoreCase)]
    public static partial Regex Assigned();

    [GeneratedRegex(@"[\w.%+'-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}", Options)]
    public static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}([ -]?[A-Z0-9]{4}){2,7}([ -]?[A-Z0-9]{1,4})?\b", Options | RegexOptions.IgnoreCase)]
    public static partial Regex Iban();

    [GeneratedRegex(@"(?<!\d)(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}(?!\d)", Options)]
    public static partial Regex IPv4();

    [GeneratedRegex(@"(?<![\w:])[0-9A-Fa-f:]{3,45}(?![\w:])", Options)]
    public static partial Regex PerhapsIPv6();

    /// <summary>Digits with single blanks or hyphens between them, as long as a card number or longer.</summary>
    [GeneratedRegex(@"(?<!\d)\d([ -]?\d){12,}", Options)]
    public static partial Regex Digits();

    /// <summary>Numbers written as telephone numbers are: with a plus, with an area code in brackets, or in groups.</summary>
    [GeneratedRegex(
        """
        \+\d{1,3}([ ./-]?\(?\d{1,5}\)?){2,6}
        | (?<![\d.])\(\d{2,5}\)[ -]?\d{2,5}([ ./-]?\d{2,5}){1,3}
        | (?<![\d.-])(1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}(?!\d)
        | (?<![\d.])0\d{1,4}[ /-]{1,3}\d{3,8}([ /-]\d{2,8}){0,3}(?!\d)
        """, Options | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Phone();
}
