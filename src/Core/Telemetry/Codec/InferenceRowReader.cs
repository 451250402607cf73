namespace Plimsoll.Telemetry.Codec;

/// <summary>Reads what <see cref="InferenceRowWriter"/> wrote; what does not fit leaves the cursor failed.</summary>
internal static class InferenceRowReader
{
    /// <summary>Fills everything but time and source, and says where the row's stages and details stand.</summary>
    public static InferencePlaces Read(ref ByteCursor cursor, ref InferenceRow row, int texts)
    {
        var fields = (InferenceFields)cursor.ReadUInt32();
        if ((fields & ~InferenceFields.All) != 0)
            cursor.Fail();
        ReadOrigin(ref cursor, ref row, fields, texts);
        ReadTokens(ref cursor, ref row, fields);
        ReadLatencies(ref cursor, ref row, fields);
        ReadUsers(ref cursor, ref row, fields);
        row.StageCount = Has(fields, InferenceFields.Stages) ? cursor.ReadCount(bytesEach: 2) : 0;
        var stages = cursor.Position;
        SkipStages(ref cursor, row.StageCount, texts);
        row.Content = Has(fields, InferenceFields.Content) ? ContentCodec.Read(ref cursor) : default;
        var detailBytes = Has(fields, InferenceFields.Details) ? cursor.ReadCount(bytesEach: 1) : 0;
        var details = cursor.Position;
        cursor.Take(detailBytes);
        return new InferencePlaces(stages, details, detailBytes);
    }

    private static void ReadOrigin(ref ByteCursor cursor, ref InferenceRow row, InferenceFields fields, int texts)
    {
        row.Model = Name(ref cursor, fields, InferenceFields.Model, texts);
        row.ModelVersion = Name(ref cursor, fields, InferenceFields.ModelVersion, texts);
        row.PromptVersion = Name(ref cursor, fields, InferenceFields.PromptVersion, texts);
        row.Variant = Name(ref cursor, fields, InferenceFields.Variant, texts);
        row.Copy = Name(ref cursor, fields, InferenceFields.Copy, texts);
        row.Endpoint = Name(ref cursor, fields, InferenceFields.Endpoint, texts);
        row.Tenant = Name(ref cursor, fields, InferenceFields.Tenant, texts);
        row.PromptClass = Name(ref cursor, fields, InferenceFields.PromptClass, texts);
        row.FinishReason = Name(ref cursor, fields, InferenceFields.FinishReason, texts);
        row.ErrorType = Name(ref cursor, fields, InferenceFields.ErrorType, texts);
    }

    private static void ReadTokens(ref ByteCursor cursor, ref InferenceRow row, InferenceFields fields)
    {
        row.InputTokens = Number(ref cursor, fields, InferenceFields.InputTokens);
        row.OutputTokens = Number(ref cursor, fields, InferenceFields.OutputTokens);
        row.CachedInputTokens = Number(ref cursor, fields, InferenceFields.CachedInputTokens);
    }

    private static void ReadLatencies(ref ByteCursor cursor, ref InferenceRow row, InferenceFields fields)
    {
        row.TtftNs = Number(ref cursor, fields, InferenceFields.Ttft);
        row.TpotNs = Number(ref cursor, fields, InferenceFields.Tpot);
        row.TotalNs = Number(ref cursor, fields, InferenceFields.Total);
        row.QueueNs = Number(ref cursor, fields, InferenceFields.Queue);
        row.PrefillNs = Number(ref cursor, fields, InferenceFields.Prefill);
        row.DecodeNs = Number(ref cursor, fields, InferenceFields.Decode);
    }

    private static void ReadUsers(ref ByteCursor cursor, ref InferenceRow row, InferenceFields fields)
    {
        row.HasUser = Has(fields, InferenceFields.User);
        row.UserHash = row.HasUser ? cursor.ReadUInt64() : 0;
        row.HasSession = Has(fields, InferenceFields.Session);
        row.SessionHash = row.HasSession ? cursor.ReadUInt64() : 0;
    }

    private static void SkipStages(ref ByteCursor cursor, int count, int texts)
    {
        for (var i = 0; i < count; i++)
        {
            cursor.ReadIndex(texts);
            cursor.ReadNumber();
        }
    }

    private static bool Has(InferenceFields fields, InferenceFields field) => (fields & field) != 0;

    private static int Name(ref ByteCursor cursor, InferenceFields fields, InferenceFields field, int texts) =>
        Has(fields, field) ? cursor.ReadIndex(texts) : BatchFormat.None;

    private static long Number(ref ByteCursor cursor, InferenceFields fields, InferenceFields field) =>
        Has(fields, field) ? cursor.ReadNumber() : BatchFormat.None;
}

/// <summary>Where the parts of a row that are read on demand stand in the batch, bytes from its start.</summary>
internal readonly record struct InferencePlaces(int Stages, int Details, int DetailBytes);
