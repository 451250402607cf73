namespace Plimsoll.Telemetry.Codec;

/// <summary>Reads what <see cref="InferenceDetailWriter"/> wrote into a record; what does not fit leaves the cursor failed.</summary>
internal static class InferenceDetailReader
{
    public static void Read(ref ByteCursor cursor, InferenceRecord record, BatchTexts texts)
    {
        var details = (InferenceDetails)cursor.ReadIndex((int)InferenceDetails.All + 1);
        ReadJudgements(ref cursor, record, details, texts);
        ReadIds(ref cursor, record, details);
        ReadLabels(ref cursor, record, details, texts);
        ReadVectors(ref cursor, record, details);
        if (Has(details, InferenceDetails.Texts))
            record.Texts = RecordedTextsCodec.Read(ref cursor);
        if (Has(details, InferenceDetails.Candidate))
            record.Candidate = CandidateMarkCodec.Read(ref cursor);
        if (cursor.Remaining > 0)
            cursor.Fail();
    }

    private static void ReadJudgements(ref ByteCursor cursor, InferenceRecord record, InferenceDetails details, BatchTexts texts)
    {
        for (var left = Count(ref cursor, details, InferenceDetails.Scores, bytesEach: 10); left > 0; left--)
        {
            var name = texts.ReadFrom(ref cursor);
            var value = cursor.ReadDouble();
            record.Scores.Add(new ClientScore(name, value, texts.ReadFrom(ref cursor)));
        }
        for (var left = Count(ref cursor, details, InferenceDetails.SafetyFlags, bytesEach: 1); left > 0; left--)
            record.SafetyFlags.Add(texts.ReadFrom(ref cursor));
    }

    private static void ReadIds(ref ByteCursor cursor, InferenceRecord record, InferenceDetails details)
    {
        if (Has(details, InferenceDetails.RequestId))
            record.RequestId = cursor.ReadText();
        if (Has(details, InferenceDetails.TraceId))
            record.TraceId = cursor.ReadHex(BatchFormat.TraceIdBytes);
        if (Has(details, InferenceDetails.SpanId))
            record.SpanId = cursor.ReadHex(BatchFormat.SpanIdBytes);
    }

    private static void ReadLabels(ref ByteCursor cursor, InferenceRecord record, InferenceDetails details, BatchTexts texts)
    {
        for (var left = Count(ref cursor, details, InferenceDetails.Labels, bytesEach: 2); left > 0; left--)
        {
            var key = texts.ReadFrom(ref cursor);
            record.Labels.Add(new(key, texts.ReadFrom(ref cursor)));
        }
    }

    private static void ReadVectors(ref ByteCursor cursor, InferenceRecord record, InferenceDetails details)
    {
        for (var left = Count(ref cursor, details, InferenceDetails.OutputTokenIds, bytesEach: 1); left > 0; left--)
            record.OutputTokenIds.Add(cursor.ReadInt32());
        for (var left = Count(ref cursor, details, InferenceDetails.Embedding, sizeof(float)); left > 0; left--)
            record.Embedding.Add(cursor.ReadFloat());
    }

    private static int Count(ref ByteCursor cursor, InferenceDetails details, InferenceDetails detail, int bytesEach) =>
        Has(details, detail) ? cursor.ReadCount(bytesEach) : 0;

    private static bool Has(InferenceDetails details, InferenceDetails detail) => (details & detail) != 0;
}
