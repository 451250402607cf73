using System.Globalization;
using System.Text.RegularExpressions;

namespace Plimsoll.Quality.Golden;

/// <summary>How an answer is scored, from 0 to 1.</summary>
public abstract partial record GoldenCheck
{
    private GoldenCheck() { }

    /// <summary>The answer and the reference are the same text, but for case, blanks and punctuation at the end.</summary>
    public sealed record Exact(string Reference) : GoldenCheck;

    /// <summary>The answer holds a match.</summary>
    public sealed record Pattern(Regex Expression) : GoldenCheck;

    /// <summary>The last number of the answer is within so much of the reference.</summary>
    public sealed record Numeric(double Reference, double Tolerance) : GoldenCheck;

    /// <summary>A judge compares the answer with the reference.</summary>
    public sealed record Judged(string Reference) : GoldenCheck;

    /// <summary>What two answers to the same question must share to be consistent; null where the score alone says it.</summary>
    public string? Essence(string answer) => this switch
    {
        Exact => Plain(answer),
        Numeric => LastNumber(answer)?.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Null for <see cref="Judged"/>, which a judge scores, and for a pattern that takes too long.</summary>
    public double? Score(string answer) => this switch
    {
        Exact exact => Plain(answer) == Plain(exact.Reference) ? 1 : 0,
        Numeric numeric => LastNumber(answer) is { } number && Math.Abs(number - numeric.Reference) <= numeric.Tolerance ? 1 : 0,
        Pattern pattern => Matches(pattern.Expression, answer),
        _ => null,
    };

    internal static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .TrimEnd('.', '!', '?', ',', ';', ':').ToUpperInvariant();

    private static double? Matches(Regex expression, string answer)
    {
        try
        {
            return expression.IsMatch(answer) ? 1 : 0;
        }
        catch (RegexMatchTimeoutException)
        {
            // Only so does the framework say that it gave up; the set's author has to write another pattern.
            return null;
        }
    }

    private static double? LastNumber(string answer)
    {
        var found = Number().Matches(answer);
        return found.Count > 0 && double.TryParse(
            found[^1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>With commas between thousands.</summary>
    [GeneratedRegex(@"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Number();
}
