namespace Plimsoll.Telemetry.Codec;

/// <summary>Turns the aggregates' view of a row back into a record.</summary>
internal static class InferenceRowCopy
{
    public static void Fill(InferenceRecord record, in InferenceRow row, BatchTexts texts)
    {
        record.TimestampMs = row.TimestampMs;
        record.Source = row.Source;
        FillNames(record, in row, texts);
        record.InputTokens = Number(row.InputTokens);
        record.OutputTokens = Number(row.OutputTokens);
        record.CachedInputTokens = Number(row.CachedInputTokens);
        record.TtftMs = Milliseconds(row.TtftNs);
        record.TpotMs = Milliseconds(row.TpotNs);
        record.TotalLatencyMs = Milliseconds(row.TotalNs);
        record.QueueMs = Milliseconds(row.QueueNs);
        record.PrefillMs = Milliseconds(row.PrefillNs);
        record.DecodeMs = Milliseconds(row.DecodeNs);
        record.UserHash = row.HasUser ? row.UserHash : null;
        record.SessionHash = row.HasSession ? row.SessionHash : null;
        if (row.Content.Any)
            ContentCodec.Fill(record, row.Content);
    }

    private static void FillNames(InferenceRecord record, in InferenceRow row, BatchTexts texts)
    {
        record.Model = Text(row.Model, texts);
        record.ModelVersion = Text(row.ModelVersion, texts);
        record.PromptVersion = Text(row.PromptVersion, texts);
        record.Variant = Text(row.Variant, texts);
        record.Copy = Text(row.Copy, texts);
        record.Endpoint = Text(row.Endpoint, texts);
        record.Tenant = Text(row.Tenant, texts);
        record.PromptClass = Text(row.PromptClass, texts);
        record.FinishReason = Text(row.FinishReason, texts);
        record.ErrorType = Text(row.ErrorType, texts);
    }

    private static string? Text(int index, BatchTexts texts) => index < 0 ? null : texts[index];

    private static long? Number(long value) => value < 0 ? null : value;

    private static double? Milliseconds(long ns) => ns < 0 ? null : Nanoseconds.ToMilliseconds(ns);
}
