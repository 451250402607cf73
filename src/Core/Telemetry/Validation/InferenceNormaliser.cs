namespace Plimsoll.Telemetry.Validation;

/// <summary>Changes that lose nothing: an empty text is no text, ids are lower-case, TPOT follows from the rest.</summary>
internal static class InferenceNormaliser
{
    /// <summary>Before the rules, so that they see an empty text as an absent one.</summary>
    public static void DropEmpty(InferenceRecord record)
    {
        record.RequestId = NotEmpty(record.RequestId);
        record.TraceId = SomeId(record.TraceId);
        record.SpanId = SomeId(record.SpanId);
        record.Endpoint = NotEmpty(record.Endpoint);
        record.Tenant = NotEmpty(record.Tenant);
        record.Model = NotEmpty(record.Model);
        record.ModelVersion = NotEmpty(record.ModelVersion);
        record.PromptVersion = NotEmpty(record.PromptVersion);
        record.Variant = NotEmpty(record.Variant);
        record.Copy = NotEmpty(record.Copy);
        record.PromptClass = NotEmpty(record.PromptClass);
        record.FinishReason = NotEmpty(record.FinishReason);
        record.ErrorType = NotEmpty(record.ErrorType);
        if (record.Labels.Count > 0)
            record.Labels.RemoveAll(static label => label.Value.Length == 0);
    }

    /// <summary>After the rules, on a good record.</summary>
    public static void Derive(InferenceRecord record)
    {
        record.TraceId = record.TraceId?.ToLowerInvariant();
        record.SpanId = record.SpanId?.ToLowerInvariant();
        if (record is { TpotMs: null, TtftMs: { } ttft, TotalLatencyMs: { } total, OutputTokens: > 1 and var tokens })
            record.TpotMs = (total - ttft) / (tokens - 1);
    }

    private static string? NotEmpty(string? text) => text is "" ? null : text;

    /// <summary>Trace context writes an absent id as zeros.</summary>
    private static string? SomeId(string? id) => id is null || id.AsSpan().ContainsAnyExcept('0') ? id : null;
}
