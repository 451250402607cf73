namespace Plimsoll.Configuration.Values;

/// <summary>Names that operators choose.</summary>
internal static class Names
{
    private const int MaxChars = 64;

    /// <summary>Letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static Parsed<string> Plain(string text) =>
        text.Length is > 0 and <= MaxChars && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? text
            : Parsed<string>.Fail($"'{text}' is no name; it has 1 to {MaxChars} letters, digits, - and _");

    /// <summary>As Prometheus has labels.</summary>
    public static bool IsLabel(string text) =>
        text.Length is > 0 and <= MaxChars && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
