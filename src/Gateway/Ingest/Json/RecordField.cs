namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>The fields of an inference record, in the groups in which they are read.</summary>
internal enum RecordField
{
    Unknown,

    // Strings.
    RequestId, TraceId, SpanId, Component, Endpoint, Tenant, Model, ModelVersion, PromptVersion, Variant, Copy,
    FinishReason, ErrorType, PromptClass,

    // Numbers.
    Timestamp, InputTokens, OutputTokens, CachedInputTokens, TtftMs, TpotMs, TotalLatencyMs, QueueMs, PrefillMs, DecodeMs,

    // True or false.
    FormatOk, Refused,

    // What is kept as a hash only.
    UserId, SessionId, Prompt, Response, Context,

    // Lists and maps.
    Labels, OutputTokenIds, Stages, Scores, SafetyFlags, Embedding,
}

internal static class RecordFields
{
    /// <summary>Finds a field by its name's length first, so that most names cost one comparison or two.</summary>
    public static RecordField Match(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 => name.SequenceEqual("copy"u8) ? RecordField.Copy : RecordField.Unknown,
        5 => name.SequenceEqual("model"u8) ? RecordField.Model : RecordField.Unknown,
        6 => Match6(name),
        7 => Match7(name),
        8 => Match8(name),
        9 => Match9(name),
        10 => Match10(name),
        12 => Match12(name),
        13 => Match13(name),
        14 => name.SequenceEqual("prompt_version"u8) ? RecordField.PromptVersion : RecordField.Unknown,
        16 => name.SequenceEqual("total_latency_ms"u8) ? RecordField.TotalLatencyMs
            : name.SequenceEqual("output_token_ids"u8) ? RecordField.OutputTokenIds : RecordField.Unknown,
        19 => name.SequenceEqual("cached_input_tokens"u8) ? RecordField.CachedInputTokens : RecordField.Unknown,
        _ => RecordField.Unknown,
    };

    private static RecordField Match6(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("labels"u8) ? RecordField.Labels
        : name.SequenceEqual("tenant"u8) ? RecordField.Tenant
        : name.SequenceEqual("prompt"u8) ? RecordField.Prompt
        : name.SequenceEqual("stages"u8) ? RecordField.Stages
        : name.SequenceEqual("scores"u8) ? RecordField.Scores
        : RecordField.Unknown;

    private static RecordField Match7(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("ttft_ms"u8) ? RecordField.TtftMs
        : name.SequenceEqual("tpot_ms"u8) ? RecordField.TpotMs
        : name.SequenceEqual("user_id"u8) ? RecordField.UserId
        : name.SequenceEqual("span_id"u8) ? RecordField.SpanId
        : name.SequenceEqual("variant"u8) ? RecordField.Variant
        : name.SequenceEqual("context"u8) ? RecordField.Context
        : name.SequenceEqual("refused"u8) ? RecordField.Refused
        : RecordField.Unknown;

    private static RecordField Match8(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("queue_ms"u8) ? RecordField.QueueMs
        : name.SequenceEqual("trace_id"u8) ? RecordField.TraceId
        : name.SequenceEqual("endpoint"u8) ? RecordField.Endpoint
        : name.SequenceEqual("response"u8) ? RecordField.Response
        : RecordField.Unknown;

    private static RecordField Match9(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("component"u8) ? RecordField.Component
        : name.SequenceEqual("timestamp"u8) ? RecordField.Timestamp
        : name.SequenceEqual("decode_ms"u8) ? RecordField.DecodeMs
        : name.SequenceEqual("embedding"u8) ? RecordField.Embedding
        : name.SequenceEqual("format_ok"u8) ? RecordField.FormatOk
        : RecordField.Unknown;

    private static RecordField Match10(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("request_id"u8) ? RecordField.RequestId
        : name.SequenceEqual("prefill_ms"u8) ? RecordField.PrefillMs
        : name.SequenceEqual("error_type"u8) ? RecordField.ErrorType
        : name.SequenceEqual("session_id"u8) ? RecordField.SessionId
        : RecordField.Unknown;

    private static RecordField Match12(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("input_tokens"u8) ? RecordField.InputTokens
        : name.SequenceEqual("prompt_class"u8) ? RecordField.PromptClass
        : name.SequenceEqual("safety_flags"u8) ? RecordField.SafetyFlags
        : RecordField.Unknown;

    private static RecordField Match13(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("output_tokens"u8) ? RecordField.OutputTokens
        : name.SequenceEqual("finish_reason"u8) ? RecordField.FinishReason
        : name.SequenceEqual("model_version"u8) ? RecordField.ModelVersion
        : RecordField.Unknown;
}
