using Plimsoll.Telemetry.Content;

namespace Plimsoll.Telemetry.Codec;

/// <summary>What an inference row says of its texts, in this order. Part of the stored format.</summary>
[Flags]
internal enum ContentFields : byte
{
    None = 0,
    PromptHash = 1 << 0,
    ResponseHash = 1 << 1,
    PromptChars = 1 << 2,
    ResponseChars = 1 << 3,

    /// <summary>Whether the response is a refusal is known; <see cref="Refused"/> says it.</summary>
    Screened = 1 << 4,
    Refused = 1 << 5,

    /// <summary>Whether the response has the expected form is known; <see cref="FormatOk"/> says it.</summary>
    FormatChecked = 1 << 6,
    FormatOk = 1 << 7,
}

internal static class ContentCodec
{
    public static InferenceFields Write(ref SpanWriter writer, InferenceRecord record)
    {
        var fields = Present(record);
        if (fields == ContentFields.None)
            return InferenceFields.None;
        writer.WriteByte((byte)fields);
        if (record.PromptHash is { } prompt)
            writer.WriteUInt64(prompt);
        if (record.ResponseHash is { } response)
            writer.WriteUInt64(response);
        if (record.PromptChars is { } promptChars)
            writer.WriteNumber(promptChars);
        if (record.ResponseChars is { } responseChars)
            writer.WriteNumber(responseChars);
        return InferenceFields.Content;
    }

    public static ContentTraits Read(ref ByteCursor cursor)
    {
        var fields = (ContentFields)cursor.ReadByte();
        if (fields == ContentFields.None || IsOdd(fields, ContentFields.Screened, ContentFields.Refused)
            || IsOdd(fields, ContentFields.FormatChecked, ContentFields.FormatOk))
            cursor.Fail();
        return new ContentTraits
        {
            Fields = fields,
            PromptHash = Has(fields, ContentFields.PromptHash) ? cursor.ReadUInt64() : 0,
            ResponseHash = Has(fields, ContentFields.ResponseHash) ? cursor.ReadUInt64() : 0,
            PromptChars = Has(fields, ContentFields.PromptChars) ? cursor.ReadInt32() : BatchFormat.None,
            ResponseChars = Has(fields, ContentFields.ResponseChars) ? cursor.ReadInt32() : BatchFormat.None,
        };
    }

    public static void Fill(InferenceRecord record, in ContentTraits content)
    {
        record.PromptHash = content.HasPrompt ? content.PromptHash : null;
        record.ResponseHash = content.HasResponse ? content.ResponseHash : null;
        record.PromptChars = content.PromptChars < 0 ? null : content.PromptChars;
        record.ResponseChars = content.ResponseChars < 0 ? null : content.ResponseChars;
        record.Refused = content.Refused;
        record.FormatOk = content.FormatOk;
    }

    public static bool Has(ContentFields fields, ContentFields field) => (fields & field) != 0;

    private static bool IsOdd(ContentFields fields, ContentFields known, ContentFields value) => Has(fields, value) && !Has(fields, known);

    private static ContentFields Present(InferenceRecord record) =>
        (record.PromptHash is null ? 0 : ContentFields.PromptHash)
        | (record.ResponseHash is null ? 0 : ContentFields.ResponseHash)
        | (record.PromptChars is null ? 0 : ContentFields.PromptChars)
        | (record.ResponseChars is null ? 0 : ContentFields.ResponseChars)
        | Known(record.Refused, ContentFields.Screened, ContentFields.Refused)
        | Known(record.FormatOk, ContentFields.FormatChecked, ContentFields.FormatOk);

    private static ContentFields Known(bool? value, ContentFields known, ContentFields yes) => value switch
    {
        null => ContentFields.None,
        true => known | yes,
        false => known,
    };
}
