namespace Plimsoll.Telemetry.Codec;

/// <summary>Optional values of the rows that are not inference: a mask of what is present, then the values.</summary>
internal static class SampleCodec
{
    public static void WriteText(ref SpanWriter writer, string? text, TextTable texts)
    {
        if (text is not null)
            writer.WriteNumber(texts.IndexOf(text));
    }

    public static void WriteDouble(ref SpanWriter writer, double? value)
    {
        if (value is { } number)
            writer.WriteDouble(number);
    }

    public static void WriteNumber(ref SpanWriter writer, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(number);
    }

    public static string? ReadText(ref ByteCursor cursor, bool present, BatchTexts texts) =>
        present ? texts.ReadFrom(ref cursor) : null;

    public static double? ReadDouble(ref ByteCursor cursor, bool present) => present ? cursor.ReadDouble() : null;

    public static long? ReadNumber(ref ByteCursor cursor, bool present) => present ? cursor.ReadNumber() : null;
}
