namespace Plimsoll.Telemetry.Codec;

/// <summary>Reads what <see cref="InferenceRowWriter"/> wrote; what does not fit leaves the cursor failed.</summary>
internal static class InferenceRowReader
{
    /// <summary>Fields from <see cref="InferenceFields.InputTokens"/> to <see cref="InferenceFields.Decode"/>.</summary>
    private const int Numbers = 9;

    /// <summary>Fills everything but time and source, and says where the row's stages and details stand.</summary>
    public static InferencePlaces Read(ref ByteCursor cursor, ref InferenceRow row, int texts)
    {
        var fields = (InferenceFields)cursor.ReadUInt32();
        if ((fields & ~InferenceFields.All) != 0)
            cursor.Fail();
        ReadOrigin(ref cursor, ref row, fields, texts);
        ReadNumbers(ref cursor, ref row, fields);
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

    /// <summary>Tokens and latencies, whose bits stand side by side.</summary>
    private static void ReadNumbers(ref ByteCursor cursor, ref InferenceRow row, InferenceFields fields)
    {
        Span<long> numbers = stackalloc long[Numbers];
        cursor.ReadNumbers((uint)fields / (uint)InferenceFields.InputTokens, numbers, BatchFormat.None);
        row.InputTokens = numbers[0];
        row.OutputTokens = numbers[1];
        row.CachedInputTokens = numbers[2];
        row.TtftNs = numbers[3];
        row.TpotNs = numbers[4];
        row.TotalNs = numbers[5];
        row.QueueNs = numbers[6];
        row.PrefillNs = numbers[7];
        row.DecodeNs = numbers[8];
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
}

/// <summary>Where the parts of a row that are read on demand stand in the batch, bytes from its start.</summary>
internal readonly record struct InferencePlaces(int Stages, int Details, int DetailBytes);
