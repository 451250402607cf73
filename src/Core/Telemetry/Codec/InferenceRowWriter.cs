using System.Numerics;
using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>Writes the values of one inference record behind the mask that says which they are.</summary>
internal static class InferenceRowWriter
{
    private const int FixedPartBytes = 384 + CandidateMarkCodec.Bytes;

    /// <summary>Slots before it belong to the fields that hold a name.</summary>
    private const int FirstStageSlot = 10;

    /// <summary>Upper bound of what <see cref="Write"/> writes.</summary>
    public static int MaxBytes(InferenceRecord record) =>
        FixedPartBytes
        + (record.GetPrintableRequestId() is { IsEmpty: false } id ? id.Length + Varint.MaxBytes : Encoding.UTF8.GetMaxByteCount(record.RequestId?.Length ?? 0))
        + Varint.MaxBytes * 2 * (record.Stages.Count + record.Labels.Count)
        + Varint.MaxBytes * (record.SafetyFlags.Count + record.OutputTokenIds.Count)
        + Varint.MaxBytes * 3 * record.Scores.Count
        + sizeof(float) * record.Embedding.Count
        + (record.Texts is { } kept ? RecordedTextsCodec.MaxBytes(kept) : 0);

    public static void Write(ref SpanWriter writer, InferenceRecord record, TextTable texts)
    {
        var maskAt = writer.SkipUInt32();
        var fields = WriteOrigin(ref writer, record, texts)
            | WriteResult(ref writer, record, texts)
            | WriteTokens(ref writer, record)
            | WriteLatencies(ref writer, record)
            | WriteUsers(ref writer, record)
            | WriteStages(ref writer, record.Stages, texts)
            | ContentCodec.Write(ref writer, record);
        if (InferenceDetailWriter.Write(ref writer, record, texts))
            fields |= InferenceFields.Details;
        writer.PatchUInt32(maskAt, (uint)fields);
    }

    private static InferenceFields WriteOrigin(ref SpanWriter writer, InferenceRecord record, TextTable texts) =>
        Name(ref writer, record.Model, texts, InferenceFields.Model)
        | Name(ref writer, record.ModelVersion, texts, InferenceFields.ModelVersion)
        | Name(ref writer, record.PromptVersion, texts, InferenceFields.PromptVersion)
        | Name(ref writer, record.Variant, texts, InferenceFields.Variant)
        | Name(ref writer, record.Copy, texts, InferenceFields.Copy)
        | Name(ref writer, record.Endpoint, texts, InferenceFields.Endpoint)
        | Name(ref writer, record.Tenant, texts, InferenceFields.Tenant);

    private static InferenceFields WriteResult(ref SpanWriter writer, InferenceRecord record, TextTable texts) =>
        Name(ref writer, record.PromptClass, texts, InferenceFields.PromptClass)
        | Name(ref writer, record.FinishReason, texts, InferenceFields.FinishReason)
        | Name(ref writer, record.ErrorType, texts, InferenceFields.ErrorType);

    private static InferenceFields WriteTokens(ref SpanWriter writer, InferenceRecord record) =>
        Number(ref writer, record.InputTokens, InferenceFields.InputTokens)
        | Number(ref writer, record.OutputTokens, InferenceFields.OutputTokens)
        | Number(ref writer, record.CachedInputTokens, InferenceFields.CachedInputTokens);

    private static InferenceFields WriteLatencies(ref SpanWriter writer, InferenceRecord record) =>
        Latency(ref writer, record.TtftMs, InferenceFields.Ttft)
        | Latency(ref writer, record.TpotMs, InferenceFields.Tpot)
        | Latency(ref writer, record.TotalLatencyMs, InferenceFields.Total)
        | Latency(ref writer, record.QueueMs, InferenceFields.Queue)
        | Latency(ref writer, record.PrefillMs, InferenceFields.Prefill)
        | Latency(ref writer, record.DecodeMs, InferenceFields.Decode);

    private static InferenceFields WriteUsers(ref SpanWriter writer, InferenceRecord record) =>
        Hash(ref writer, record.UserHash, InferenceFields.User)
        | Hash(ref writer, record.SessionHash, InferenceFields.Session);

    private static InferenceFields WriteStages(ref SpanWriter writer, List<Stage> stages, TextTable texts)
    {
        if (stages.Count == 0)
            return InferenceFields.None;
        writer.WriteNumber(stages.Count);
        for (var i = 0; i < stages.Count; i++)
        {
            var (name, ms) = stages[i];
            writer.WriteNumber(texts.IndexOf(name, FirstStageSlot + i % (TextTable.Slots - FirstStageSlot)));
            writer.WriteNumber(Nanoseconds.FromMilliseconds(ms), name);
        }
        return InferenceFields.Stages;
    }

    private static InferenceFields Name(ref SpanWriter writer, string? text, TextTable texts, InferenceFields field)
    {
        if (text is null)
            return InferenceFields.None;
        writer.WriteNumber(texts.IndexOf(text, BitOperations.Log2((uint)field)));
        return field;
    }

    private static InferenceFields Number(ref SpanWriter writer, long? value, InferenceFields field)
    {
        if (value is not { } number)
            return InferenceFields.None;
        writer.WriteNumber(number);
        return field;
    }

    private static InferenceFields Latency(ref SpanWriter writer, double? value, InferenceFields field)
    {
        if (value is not { } ms)
            return InferenceFields.None;
        writer.WriteNumber(Nanoseconds.FromMilliseconds(ms));
        return field;
    }

    private static InferenceFields Hash(ref SpanWriter writer, ulong? value, InferenceFields field)
    {
        if (value is not { } hash)
            return InferenceFields.None;
        writer.WriteUInt64(hash);
        return field;
    }
}
