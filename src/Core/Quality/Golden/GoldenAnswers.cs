using System.Text.Json;

namespace Plimsoll.Quality.Golden;

/// <summary>An answer to a question, with its text.</summary>
public sealed record AnsweredQuestion(string Id, string Prompt, string Answer);

/// <summary>The answers of a run as JSONL: <c>id</c>, <c>prompt</c> and <c>answer</c> a line.</summary>
public static class GoldenAnswers
{
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static string Line(AnsweredQuestion answer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, answer.Id);
            json.WriteString("prompt"u8, answer.Prompt);
            json.WriteString("answer"u8, answer.Answer);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <param name="errors">Receives what is wrong, without any text but ids.</param>
    /// <returns>Null when there is any error.</returns>
    public static IReadOnlyList<AnsweredQuestion>? Read(string text, List<LineError> errors)
    {
        var (answers, number, before) = (new Dictionary<string, AnsweredQuestion>(StringComparer.Ordinal), 0, errors.Count);
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Answer(line) is not { } answer)
                errors.Add(LineError.Of(number, line, "must be a JSON object with the texts id, prompt and answer"));
            else if (!answers.TryAdd(answer.Id, answer))
                errors.Add(LineError.Of(number, line, $"id: '{answer.Id}' is an earlier answer's too"));
        }
        if (answers.Count > GoldenSet.MaxQuestions)
            errors.Add(new(0, 0, FormattableString.Invariant($"there are {answers.Count} answers; there may be {GoldenSet.MaxQuestions}")));
        return errors.Count == before ? [.. answers.Values] : null;
    }

    private static AnsweredQuestion? Answer(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, s_json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && Text(document.RootElement, "id") is { Length: > 0 and <= GoldenSetReader.MaxIdChars } id
                && Text(document.RootElement, "prompt") is { Length: > 0 } prompt && Text(document.RootElement, "answer") is { } answer
                ? new(id, prompt, answer)
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The framework's only ways to say that it is no JSON, or a text with half a character.
            return null;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
}
