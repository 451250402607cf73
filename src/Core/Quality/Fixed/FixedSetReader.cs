using System.Text.Json;

namespace Plimsoll.Quality.Fixed;

/// <summary>Reads a fixed set: one JSON object a line, with <c>prompt</c> and <c>response</c>, or <c>prompt</c>, <c>a</c> and <c>b</c> for a pair.</summary>
public static class FixedSetReader
{
    public const int MaxTextChars = 4_000;
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <param name="errors">Receives what is wrong, without any text of the set.</param>
    /// <returns>Null when there is any error.</returns>
    public static FixedSet? Read(string text, List<LineError> errors)
    {
        var (answers, pairs, number, before) = (new List<FixedAnswer>(), new List<FixedPair>(), 0, errors.Count);
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Item(line, answers, pairs) is { } wrong)
                errors.Add(LineError.Of(number, line, wrong));
        }
        if (errors.Count == before && answers.Count is < FixedSet.MinAnswers or > FixedSet.MaxAnswers)
            errors.Add(new(0, 0, FormattableString.Invariant($"there are {answers.Count} answers; there may be {FixedSet.MinAnswers} to {FixedSet.MaxAnswers}")));
        if (errors.Count == before && pairs.Count > FixedSet.MaxPairs)
            errors.Add(new(0, 0, FormattableString.Invariant($"there are {pairs.Count} pairs; there may be {FixedSet.MaxPairs}")));
        return errors.Count == before ? new(answers, pairs) : null;
    }

    private static string? Item(string line, List<FixedAnswer> answers, List<FixedPair> pairs)
    {
        try
        {
            using var document = JsonDocument.Parse(line, s_json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Fields(document.RootElement, answers, pairs) : "is no JSON object";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return "is no JSON object";
        }
    }

    private static string? Fields(JsonElement json, List<FixedAnswer> answers, List<FixedPair> pairs)
    {
        var fields = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : "");
        if (fields.FirstOrDefault(f => f.Value.Length is 0 or > MaxTextChars).Key is { } bad)
            return $"{bad}: must be a text of 1 to {MaxTextChars} characters";
        switch (string.Join(' ', fields.Keys.Order(StringComparer.Ordinal)))
        {
            case "prompt response":
                answers.Add(new(fields["prompt"], fields["response"]));
                return null;
            case "a b prompt":
                pairs.Add(new(fields["prompt"], fields["a"], fields["b"]));
                return null;
            default:
                return "must have prompt and response, or prompt, a and b, and nothing else";
        }
    }
}
