namespace Plimsoll.Telemetry.Validation;

/// <summary>Changes that lose nothing: an empty text is no text, ids are lower-case, TPOT follows from the rest.</summary>
internal static class InferenceNormaliser
{
    /// <summary>Before the rules, so that they see an empty text as an absent one.</summary>
    public static void DropEmpty(InferenceRecord record)
    {
        DropEmptyIds(record);
        DropEmptyOrigin(record);
        if (record.PromptClass is "")
            record.PromptClass = null;
        if (record.FinishReason is "")
            record.FinishReason = null;
        if (record.ErrorType is "")
            record.ErrorType = null;
        if (record.Labels.Count > 0)
            record.Labels.RemoveAll(static label => label.Value.Length == 0);
    }

    /// <summary>After the rules, on a good record.</summary>
    public static void Derive(InferenceRecord record)
    {
        if (record.TraceId is { } trace)
            record.TraceId = trace.ToLowerInvariant();
        if (record.SpanId is { } span)
            record.SpanId = span.ToLowerInvariant();
        if (record is { TpotMs: null, TtftMs: { } ttft, TotalLatencyMs: { } total, OutputTokens: > 1 and var tokens })
            record.TpotMs = (total - ttft) / (tokens - 1);
    }

    private static void DropEmptyIds(InferenceRecord record)
    {
        if (record.GetPrintableRequestId().IsEmpty && record.RequestId is "")
            record.RequestId = null;
        if (record.TraceId is { } trace)
            record.TraceId = SomeId(trace);
        if (record.SpanId is { } span)
            record.SpanId = SomeId(span);
    }

    private static void DropEmptyOrigin(InferenceRecord record)
    {
        if (record.Endpoint is "")
            record.Endpoint = null;
        if (record.Tenant is "")
            record.Tenant = null;
        if (record.Model is "")
            record.Model = null;
        if (record.ModelVersion is "")
            record.ModelVersion = null;
        if (record.PromptVersion is "")
            record.PromptVersion = null;
        if (record.Variant is "")
            record.Variant = null;
        if (record.Copy is "")
            record.Copy = null;
    }

    /// <summary>Trace context writes an absent id as zeros.</summary>
    private static string? SomeId(string id) => id.AsSpan().ContainsAnyExcept('0') ? id : null;
}
