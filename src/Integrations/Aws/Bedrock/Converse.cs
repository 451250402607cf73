using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plimsoll.Integrations.Aws.Bedrock;

/// <summary>What Converse is sent. Null is left out.</summary>
internal sealed record ConverseInput(IReadOnlyList<ConverseMessage> Messages)
{
    public IReadOnlyList<ContentBlock>? System { get; init; }

    public InferenceConfig? InferenceConfig { get; init; }

    public ToolConfig? ToolConfig { get; init; }
}

/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
internal sealed record ConverseMessage(string Role, IReadOnlyList<ContentBlock> Content);

/// <summary>One of its members is set.</summary>
internal sealed record ContentBlock
{
    public string? Text { get; init; }

    public ToolUse? ToolUse { get; init; }
}

internal sealed record ToolUse(string ToolUseId, string Name, JsonElement Input);

internal sealed record InferenceConfig(int MaxTokens, double Temperature);

internal sealed record ToolConfig(IReadOnlyList<Tool> Tools, ToolChoice ToolChoice);

internal sealed record Tool(ToolSpec ToolSpec);

internal sealed record ToolSpec(string Name, string Description, InputSchema InputSchema);

internal sealed record InputSchema(JsonElement Json);

internal sealed record ToolChoice(NamedTool Tool);

internal sealed record NamedTool(string Name);

/// <summary>What Converse answers, as far as it is read.</summary>
/// <param name="StopReason">end_turn, tool_use, max_tokens, stop_sequence, guardrail_intervened, content_filtered, malformed_model_output, malformed_tool_use or model_context_window_exceeded.</param>
internal sealed record ConverseOutput(ConverseResult? Output, string? StopReason, TokenUsage? Usage);

internal sealed record ConverseResult(ConverseMessage? Message);

internal sealed record TokenUsage(long InputTokens, long OutputTokens)
{
    public long CacheReadInputTokens { get; init; }

    public long CacheWriteInputTokens { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConverseInput))]
[JsonSerializable(typeof(ConverseOutput))]
internal sealed partial class ConverseJson : JsonSerializerContext;
