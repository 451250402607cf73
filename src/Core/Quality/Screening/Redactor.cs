using System.Text.RegularExpressions;

namespace Plimsoll.Quality.Screening;

/// <summary>Takes personal data and credentials out of a text before it is stored or sent to a judge.</summary>
public static class Redactor
{
    /// <summary>Characters of a text that may be kept; the rest is cut off before.</summary>
    public const int MaxChars = 65_536;

    /// <summary>Null when a pattern ran out of time: the text is then not to be kept at all.</summary>
    public static Redaction? Redact(string text)
    {
        var left = text.Length <= MaxChars ? text : text[..MaxChars];
        var removed = 0;
        try
        {
            foreach (var pattern in SensitivePatterns.InOrder)
            {
                left = pattern.Regex.Replace(left, match =>
                {
                    if (pattern.Confirms is { } confirms && !confirms(match.ValueSpan))
                        return match.Value;
                    removed++;
                    return $"<{pattern.Mark}>";
                });
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
        return new(left, removed);
    }
}

/// <param name="Removed">How many pieces were taken out.</param>
public sealed record Redaction(string Text, int Removed);
