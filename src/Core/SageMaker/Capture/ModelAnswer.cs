using System.Text;
using System.Text.Json;

namespace Plimsoll.SageMaker.Capture;

/// <summary>What a model answered: chat completions, completions, and the forms of SageMaker's containers, whole or as a stream.</summary>
internal sealed record ModelAnswer(string? Text)
{
    private const string StreamPrefix = "data:";
    private const string StreamEnd = "[DONE]";
    private static readonly string[] s_fields = ["generated_text", "generation", "output_text", "output", "outputs", "text", "predictions", "response"];

    public long? InputTokens { get; init; }
    public long? OutputTokens { get; init; }
    public string? FinishReason { get; init; }

    /// <summary>A text that is no JSON is the answer itself.</summary>
    public static ModelAnswer Read(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return new((string?)null);
        var start = body.TrimStart();
        if (start.StartsWith(StreamPrefix, StringComparison.Ordinal))
            return Stream(start);
        if (start[0] is not ('{' or '['))
            return new(body);
        using var json = JsonWalk.Parse(body);
        return json is null ? Stream(start) : Whole(json.RootElement);
    }

    private static ModelAnswer Whole(JsonElement root)
    {
        var answer = root.ValueKind == JsonValueKind.Array ? JsonWalk.First(root) ?? default : root;
        return Figures(answer, Choice(answer, "message") ?? Field(answer) ?? JsonWalk.Text(answer));
    }

    private static string? Choice(JsonElement answer, string part)
    {
        var choice = JsonWalk.First(JsonWalk.Child(answer, "choices"));
        return JsonWalk.Parts(JsonWalk.Child(JsonWalk.Child(choice, part), "content")) ?? JsonWalk.Text(choice, "text");
    }

    private static string? Field(JsonElement answer)
    {
        foreach (var field in s_fields)
        {
            var value = JsonWalk.Child(answer, field);
            if ((JsonWalk.Parts(value) ?? JsonWalk.Parts(JsonWalk.Child(JsonWalk.Child(value, "message"), "content"))) is { } text)
                return text;
        }
        return null;
    }

    private static ModelAnswer Figures(JsonElement answer, string? text)
    {
        var (usage, details, choice) = (JsonWalk.Child(answer, "usage"), JsonWalk.Child(answer, "details"), JsonWalk.First(JsonWalk.Child(answer, "choices")));
        return new(text)
        {
            InputTokens = JsonWalk.Whole(usage, "prompt_tokens") ?? JsonWalk.Whole(usage, "input_tokens") ?? JsonWalk.Whole(answer, "prompt_token_count"),
            OutputTokens = JsonWalk.Whole(usage, "completion_tokens") ?? JsonWalk.Whole(usage, "output_tokens")
                ?? JsonWalk.Whole(details, "generated_tokens") ?? JsonWalk.Whole(answer, "generation_token_count"),
            FinishReason = JsonWalk.Text(choice, "finish_reason") ?? JsonWalk.Text(details, "finish_reason") ?? JsonWalk.Text(answer, "stop_reason"),
        };
    }

    /// <summary>Server-sent events or JSON lines, each with a piece of the answer; a last one that has all of it stands for them.</summary>
    private static ModelAnswer Stream(string body)
    {
        var (pieces, whole, sum) = (new StringBuilder(), (string?)null, new ModelAnswer((string?)null));
        foreach (var line in body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var data = line.StartsWith(StreamPrefix, StringComparison.Ordinal) ? line[StreamPrefix.Length..].Trim() : line;
            if (data == StreamEnd || JsonWalk.Parse(data) is not { } json)
                continue;
            using (json)
            {
                pieces.Append(Piece(json.RootElement));
                whole = JsonWalk.Text(json.RootElement, "generated_text") ?? whole;
                var here = Figures(json.RootElement, null);
                sum = new(sum.Text)
                {
                    InputTokens = here.InputTokens ?? sum.InputTokens,
                    OutputTokens = here.OutputTokens ?? sum.OutputTokens,
                    FinishReason = here.FinishReason ?? sum.FinishReason,
                };
            }
        }
        return sum with { Text = whole ?? (pieces.Length > 0 ? pieces.ToString() : null) };
    }

    private static string? Piece(JsonElement answer)
    {
        var token = JsonWalk.Child(answer, "token");
        return JsonWalk.Child(token, "special") is { ValueKind: JsonValueKind.True } ? null : Choice(answer, "delta") ?? JsonWalk.Text(token, "text");
    }
}
