using System.Buffers;

namespace Plimsoll.Telemetry.Validation;

/// <summary>What an inference record must meet, group by group.</summary>
internal static class InferenceRules
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static Rejection? Apply(InferenceRecord record) =>
        Identity(record)
        ?? (record.TextsArePrintable ? null : Texts(record))
        ?? Numbers(record)
        ?? InferenceListRules.Apply(record)
        ?? Skew(record)
        ?? Measured(record);

    private static Rejection? Identity(InferenceRecord record) =>
        Check.Present(record.Component, "component")
        ?? Check.Timestamp(record.TimestampMs)
        ?? Hex(record.TraceId, "trace_id", 32)
        ?? Hex(record.SpanId, "span_id", 16);

    private static Rejection? Texts(InferenceRecord record) =>
        Check.Text(record.Component, "component")
        ?? Check.Text(record.RequestId, "request_id")
        ?? Check.Text(record.Endpoint, "endpoint")
        ?? Check.Text(record.Tenant, "tenant")
        ?? Check.Text(record.Model, "model")
        ?? Check.Text(record.ModelVersion, "model_version")
        ?? Check.Text(record.PromptVersion, "prompt_version")
        ?? Check.Text(record.Variant, "variant")
        ?? Check.Text(record.Copy, "copy")
        ?? Check.Text(record.PromptClass, "prompt_class")
        ?? Check.Text(record.FinishReason, "finish_reason")
        ?? Check.Text(record.ErrorType, "error_type");

    private static Rejection? Numbers(InferenceRecord record) =>
        Check.Count(record.InputTokens, "input_tokens")
        ?? Check.Count(record.OutputTokens, "output_tokens")
        ?? Check.Count(record.CachedInputTokens, "cached_input_tokens")
        ?? Check.Latency(record.TtftMs, "ttft_ms")
        ?? Check.Latency(record.TpotMs, "tpot_ms")
        ?? Check.Latency(record.TotalLatencyMs, "total_latency_ms")
        ?? Check.Latency(record.QueueMs, "queue_ms")
        ?? Check.Latency(record.PrefillMs, "prefill_ms")
        ?? Check.Latency(record.DecodeMs, "decode_ms")
        ?? Check.Length(record.PromptChars, "prompt_chars")
        ?? Check.Length(record.ResponseChars, "response_chars");

    public static Rejection? Hex(string? id, string field, int digits) =>
        id is null || (id.Length == digits && !id.AsSpan().ContainsAnyExcept(HexDigits)) ? null
        : new Rejection("bad_id", field, $"{field} {Check.Show(id)} is not {digits} hexadecimal digits");

    /// <summary>A first token after the last one: the two were taken by clocks that disagree.</summary>
    private static Rejection? Skew(InferenceRecord record) =>
        record is { TtftMs: { } ttft, TotalLatencyMs: { } total } && ttft > total
            ? new Rejection("clock_skew", "ttft_ms",
                $"ttft_ms {Check.Show(ttft)} is above total_latency_ms {Check.Show(total)}: their clocks disagree")
            : null;

    private static Rejection? Measured(InferenceRecord record) =>
        Check.Measured(
            HasNumber(record) || HasText(record) || HasList(record),
            "tokens, a latency, stages, finish_reason, error_type, scores, safety_flags, prompt, response, refused or format_ok");

    private static bool HasNumber(InferenceRecord record) =>
        (record.InputTokens ?? record.OutputTokens ?? record.CachedInputTokens) is not null
        || (record.TtftMs ?? record.TpotMs ?? record.TotalLatencyMs) is not null
        || (record.QueueMs ?? record.PrefillMs ?? record.DecodeMs) is not null;

    private static bool HasText(InferenceRecord record) =>
        (record.FinishReason ?? record.ErrorType) is not null
        || (record.PromptHash ?? record.ResponseHash) is not null
        || (record.PromptChars ?? record.ResponseChars) is not null
        || (record.Refused ?? record.FormatOk) is not null;

    private static bool HasList(InferenceRecord record) =>
        record.Stages.Count + record.Scores.Count + record.SafetyFlags.Count
        + record.OutputTokenIds.Count + record.Embedding.Count > 0;
}
