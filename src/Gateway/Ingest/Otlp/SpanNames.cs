namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// Span attributes by meaning, the first that is present wins: OpenTelemetry's GenAI conventions as they are and as
/// they were, OpenInference (<c>llm.*</c>) and OpenLLMetry (Traceloop, <c>llm.request.*</c>, <c>gen_ai.prompt.*</c>).
/// </summary>
internal static class SpanNames
{
    public const string Operation = "gen_ai.operation.name";
    public const string OpenInferenceKind = "openinference.span.kind";
    public const string TraceloopRequestType = "llm.request.type";
    public const int StatusError = 2;
    public const string ExceptionType = "exception.type";
    public const string ExceptionEvent = "exception";
    public const string FirstTokenEvent = "First Token Stream Event";

    /// <summary>What evaluations name the answer by.</summary>
    public const string ResponseId = "gen_ai.response.id";

    public static readonly string[] ResponseModel = ["gen_ai.response.model", "llm.response.model"];
    public static readonly string[] RequestModel = ["gen_ai.request.model", "llm.request.model"];

    /// <summary>OpenInference has one name for both: what answered when that is known, else what was asked for.</summary>
    public static readonly string[] AnyModel = ["llm.model_name", "embedding.model_name"];

    private static readonly string[] ResponseOrAnyModel = [.. ResponseModel, .. AnyModel];

    public static readonly string[] InputTokens =
        ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "llm.usage.prompt_tokens"];

    public static readonly string[] OutputTokens =
        ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion", "llm.usage.completion_tokens"];

    public static readonly string[] CachedInputTokens =
        ["gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens", "llm.token_count.prompt_details.cache_read"];

    public static readonly string[] FirstChunkSeconds =
        ["gen_ai.response.time_to_first_chunk", "gen_ai.server.time_to_first_token", "gen_ai.latency.time_to_first_token"];

    public static readonly string[] FinishReason =
        ["gen_ai.response.finish_reasons", "llm.finish_reason", "gen_ai.completion.0.finish_reason"];

    public static readonly string[] ErrorType = ["error.type"];

    public static readonly string[] User = ["user.id", "enduser.id", "traceloop.association.properties.user_id"];

    public static readonly string[] Session =
        ["session.id", "gen_ai.conversation.id", "traceloop.association.properties.session_id"];

    public static readonly string[] Prompt = ["gen_ai.input.messages", "input.value", "gen_ai.prompt.0.content"];

    public static readonly string[] Response = ["gen_ai.output.messages", "output.value", "gen_ai.completion.0.content"];

    /// <summary>The names that mean the same as one that the configuration gives.</summary>
    public static string[] Equivalents(string name) =>
        name == ResponseModel[0] ? ResponseOrAnyModel : name == RequestModel[0] ? RequestModel : [name];
}
