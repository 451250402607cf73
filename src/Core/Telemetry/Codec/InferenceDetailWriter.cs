namespace Plimsoll.Telemetry.Codec;

/// <summary>Writes what only the interaction log wants of a record, behind its length and a mask.</summary>
internal static class InferenceDetailWriter
{
    /// <summary>False, with nothing written, when the record has none of it.</summary>
    public static bool Write(ref SpanWriter writer, InferenceRecord record, TextTable texts)
    {
        var details = Present(record);
        if (details == InferenceDetails.None)
            return false;
        var start = writer.BeginPrefixed();
        writer.WriteNumber((long)details);
        WriteJudgements(ref writer, record, texts);
        WriteIds(ref writer, record);
        WriteLabels(ref writer, record.Labels, texts);
        WriteVectors(ref writer, record);
        if (record.Texts is { } kept)
            RecordedTextsCodec.Write(ref writer, kept);
        if (record.Candidate is { } mark)
            CandidateMarkCodec.Write(ref writer, mark);
        writer.EndPrefixed(start);
        return true;
    }

    private static InferenceDetails Present(InferenceRecord record) =>
        If(record.Scores.Count > 0, InferenceDetails.Scores)
        | If(record.SafetyFlags.Count > 0, InferenceDetails.SafetyFlags)
        | If(!record.GetPrintableRequestId().IsEmpty || record.RequestId is not null, InferenceDetails.RequestId)
        | If(record.TraceId is not null, InferenceDetails.TraceId)
        | If(record.SpanId is not null, InferenceDetails.SpanId)
        | If(record.Labels.Count > 0, InferenceDetails.Labels)
        | If(record.OutputTokenIds.Count > 0, InferenceDetails.OutputTokenIds)
        | If(record.Embedding.Count > 0, InferenceDetails.Embedding)
        | If(record.Texts is not null, InferenceDetails.Texts)
        | If(record.Candidate is not null, InferenceDetails.Candidate);

    private static InferenceDetails If(bool present, InferenceDetails detail) => present ? detail : InferenceDetails.None;

    private static void WriteJudgements(ref SpanWriter writer, InferenceRecord record, TextTable texts)
    {
        if (record.Scores.Count > 0)
            writer.WriteNumber(record.Scores.Count);
        foreach (var (name, value, source) in record.Scores)
        {
            writer.WriteNumber(texts.IndexOf(name));
            writer.WriteDouble(value);
            writer.WriteNumber(texts.IndexOf(source));
        }
        if (record.SafetyFlags.Count > 0)
            writer.WriteNumber(record.SafetyFlags.Count);
        foreach (var flag in record.SafetyFlags)
            writer.WriteNumber(texts.IndexOf(flag));
    }

    private static void WriteIds(ref SpanWriter writer, InferenceRecord record)
    {
        if (!record.GetPrintableRequestId().IsEmpty)
            writer.WriteText(record.GetPrintableRequestId());
        else if (record.RequestId is { } request)
            writer.WriteText(request);
        if (record.TraceId is { } trace)
            writer.WriteHex(trace, BatchFormat.TraceIdBytes);
        if (record.SpanId is { } span)
            writer.WriteHex(span, BatchFormat.SpanIdBytes);
    }

    private static void WriteLabels(ref SpanWriter writer, List<KeyValuePair<string, string>> labels, TextTable texts)
    {
        if (labels.Count == 0)
            return;
        writer.WriteNumber(labels.Count);
        foreach (var (key, value) in labels)
        {
            writer.WriteNumber(texts.IndexOf(key));
            writer.WriteNumber(texts.IndexOf(value));
        }
    }

    private static void WriteVectors(ref SpanWriter writer, InferenceRecord record)
    {
        if (record.OutputTokenIds.Count > 0)
            writer.WriteNumber(record.OutputTokenIds.Count);
        foreach (var id in record.OutputTokenIds)
            writer.WriteNumber(id);
        if (record.Embedding.Count > 0)
            writer.WriteNumber(record.Embedding.Count);
        foreach (var value in record.Embedding)
            writer.WriteFloat(value);
    }
}
