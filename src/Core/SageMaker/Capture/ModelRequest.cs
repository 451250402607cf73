using System.Text.Json;

namespace Plimsoll.SageMaker.Capture;

/// <summary>What a request to a model asks and for whom: chat completions, completions, and the forms of SageMaker's containers.</summary>
/// <param name="Prompt">Null where JSON has none that is known.</param>
/// <param name="User">As OpenAI's interfaces have it; null where nothing is said.</param>
internal readonly record struct ModelRequest(string? Prompt, string? User)
{
    private static readonly string[] s_fields = ["inputs", "prompt", "input", "text_inputs", "inputText", "text", "question"];

    /// <summary>A text that is no JSON is the prompt itself.</summary>
    public static ModelRequest Read(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return default;
        if (body.TrimStart()[0] is not ('{' or '['))
            return new(body, null);
        using var json = JsonWalk.Parse(body);
        return json is null ? new(body, null) : new(Asked(json.RootElement), JsonWalk.Text(json.RootElement, "safety_identifier") ?? JsonWalk.Text(json.RootElement, "user"));
    }

    private static string? Asked(JsonElement root)
    {
        if (Messages(JsonWalk.Child(root, "messages")) is { } conversation)
            return conversation;
        foreach (var field in s_fields)
        {
            if ((Messages(JsonWalk.Child(root, field)) ?? JsonWalk.Parts(JsonWalk.Child(root, field))) is { } prompt)
                return prompt;
        }
        return null;
    }

    /// <summary>One message as it is, several with their roles.</summary>
    private static string? Messages(JsonElement? messages)
    {
        var said = JsonWalk.Items(messages).Select(m => (Role: JsonWalk.Text(m, "role"), Text: JsonWalk.Parts(JsonWalk.Child(m, "content"))))
            .Where(m => m.Role is not null && m.Text is not null).ToList();
        return said.Count switch
        {
            0 => null,
            1 => said[0].Text,
            _ => string.Join('\n', said.Select(m => $"{m.Role}: {m.Text}")),
        };
    }
}
