using System.Text.Json;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Judging;

/// <summary>
/// Reads a verdict, strictly: what is not exactly one score for each dimension that was asked is no verdict. A judge that
/// is half understood would be a score that nobody gave.
/// </summary>
public static class VerdictParser
{
    public const int MaxBytes = 65_536;

    /// <summary>Characters of the reason that are kept.</summary>
    public const int MaxReasonChars = 500;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <param name="asked">The dimensions that the prompt asked for.</param>
    /// <param name="json">The tool's input, or the whole text of the answer.</param>
    public static ParsedVerdict Parse(Rubric rubric, IReadOnlyList<RubricDimension> asked, ReadOnlyMemory<byte> json)
    {
        if (json.Length > MaxBytes)
            return new ParsedVerdict.Malformed("too_long");
        try
        {
            using var document = JsonDocument.Parse(json, s_options);
            return Read(rubric, asked, document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return new ParsedVerdict.Malformed("not_json");
        }
    }

    private static ParsedVerdict Read(Rubric rubric, IReadOnlyList<RubricDimension> asked, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(VerdictSchema.Scores, out var given) || given.ValueKind != JsonValueKind.Object)
            return new ParsedVerdict.Malformed("no_scores");
        if (given.EnumerateObject().Any(p => asked.All(d => d.Name != p.Name)))
            return new ParsedVerdict.Malformed("unknown_dimension");
        var scores = new double?[rubric.Dimensions.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var dimension = rubric.Dimensions[i];
            if (!asked.Contains(dimension))
                continue;
            if (!given.TryGetProperty(dimension.Name, out var score))
                return new ParsedVerdict.Malformed("dimension_missing");
            if (Wrong(score) is { } wrong)
                return new ParsedVerdict.Malformed(wrong);
            scores[i] = score.ValueKind == JsonValueKind.Null ? null : score.GetDouble();
        }
        return new ParsedVerdict.Scored(scores, Reason(root));
    }

    private static string? Wrong(JsonElement score) =>
        score.ValueKind == JsonValueKind.Null ? null
        : score.ValueKind != JsonValueKind.Number || !score.TryGetDouble(out var value) ? "score_not_a_number"
        : value is >= 0 and <= 1 ? null
        : "score_out_of_range";

    private static string Reason(JsonElement root)
    {
        var text = root.TryGetProperty(VerdictSchema.Reason, out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString()! : "";
        return text.Length <= MaxReasonChars ? text : text[..MaxReasonChars];
    }
}

/// <summary>What a judge's answer came to.</summary>
public abstract record ParsedVerdict
{
    private ParsedVerdict() { }

    /// <param name="Scores">One for each dimension of the rubric, in order; null for one that could not be judged.</param>
    /// <param name="Reason">The judge's own words; to be redacted before it is shown.</param>
    public sealed record Scored(IReadOnlyList<double?> Scores, string Reason) : ParsedVerdict;

    /// <param name="Reason">A metric's label.</param>
    public sealed record Malformed(string Reason) : ParsedVerdict;
}
