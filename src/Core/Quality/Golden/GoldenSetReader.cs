using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plimsoll.Quality.Golden;

/// <summary>Reads a golden set: one JSON object a line, empty lines between them allowed.</summary>
public static class GoldenSetReader
{
    public const int MaxIdChars = 200;
    public const int MaxTextChars = 100_000;

    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);
    private static readonly string[] s_fields = ["id", "prompt", "answer", "score", "pattern", "tolerance", "group", "system"];
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <param name="errors">Receives what is wrong, without any text of the set but ids.</param>
    /// <returns>Null when there is any error.</returns>
    public static GoldenSet? Read(string text, List<LineError> errors)
    {
        var questions = new List<GoldenQuestion>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var wrong = Question(line, out var question) ?? (ids.Add(question!.Id) ? null : $"id: '{question.Id}' is an earlier question's too");
            if (wrong is not null)
                errors.Add(LineError.Of(number, line, wrong));
            else
                questions.Add(question!);
        }
        if (questions.Count == 0 && errors.Count == 0)
            errors.Add(new(0, 0, "there is no question in it"));
        if (questions.Count > GoldenSet.MaxQuestions)
            errors.Add(new(0, 0, FormattableString.Invariant($"there are {questions.Count} questions; there may be {GoldenSet.MaxQuestions}")));
        return errors.Count == 0 ? new(GoldenSet.VersionOf(text), questions) : null;
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? Question(string line, out GoldenQuestion? question)
    {
        question = null;
        try
        {
            using var document = JsonDocument.Parse(line, s_json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Fields(document.RootElement, out question) : "is no JSON object";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return "is no JSON object";
        }
    }

    private static string? Fields(JsonElement json, out GoldenQuestion? question)
    {
        question = null;
        if (json.EnumerateObject().FirstOrDefault(p => !s_fields.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            return $"{(unknown.Name.Length <= MaxIdChars ? unknown.Name : "a field")}: is none; there are {string.Join(", ", s_fields)}";
        foreach (var name in s_fields.Where(f => f != "tolerance"))
        {
            var most = name == "id" ? MaxIdChars : MaxTextChars;
            if (json.TryGetProperty(name, out var field) && (field.ValueKind != JsonValueKind.String || field.GetString()!.Length is 0 || field.GetString()!.Length > most))
                return $"{name}: must be a text of 1 to {most} characters";
        }
        if (Text(json, "id") is not { } id || Text(json, "prompt") is not { } prompt)
            return "id and prompt are needed";
        var wrong = Check(json, out var check);
        if (wrong is null)
            question = new(id, prompt, check!, Text(json, "group"), Text(json, "system"));
        return wrong;
    }

    private static string? Check(JsonElement json, out GoldenCheck? check)
    {
        var answer = Text(json, "answer");
        var score = Text(json, "score") ?? (json.TryGetProperty("pattern", out _) ? "pattern" : "exact");
        check = score switch
        {
            "exact" when answer is not null => new GoldenCheck.Exact(answer),
            "judge" when answer is not null => new GoldenCheck.Judged(answer),
            "numeric" => Numeric(json, answer),
            "pattern" => Pattern(Text(json, "pattern")),
            _ => null,
        };
        return check is not null ? null : score switch
        {
            "exact" or "judge" => $"answer: is missing; '{score}' compares with it",
            "numeric" => "answer: must be a number, and tolerance, where it is given, one from 0 on",
            "pattern" => "pattern: must be a regular expression",
            _ => "score: must be exact, pattern, numeric or judge",
        };
    }

    private static GoldenCheck.Numeric? Numeric(JsonElement json, string? answer)
    {
        var tolerance = 0d;
        if (json.TryGetProperty("tolerance", out var given) && !(given.ValueKind == JsonValueKind.Number && given.TryGetDouble(out tolerance) && tolerance >= 0))
            return null;
        return double.TryParse(answer, System.Globalization.CultureInfo.InvariantCulture, out var reference) && double.IsFinite(reference)
            ? new(reference, tolerance)
            : null;
    }

    private static GoldenCheck.Pattern? Pattern(string? pattern)
    {
        if (pattern is null)
            return null;
        try
        {
            return new(new Regex(pattern, RegexOptions.CultureInvariant, s_patternTimeout));
        }
        catch (ArgumentException)
        {
            // The framework's only way to say that it is no regular expression.
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
