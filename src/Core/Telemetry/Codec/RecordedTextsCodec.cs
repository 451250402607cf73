using System.Text;

namespace Plimsoll.Telemetry.Codec;

/// <summary>Texts behind a number that says which there are.</summary>
internal static class RecordedTextsCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Prompt = 1 << 0,
        Response = 1 << 1,
        Context = 1 << 2,
        Shortened = 1 << 3,
        All = (1 << 4) - 1,
    }

    public static int MaxBytes(RecordedTexts texts) =>
        Varint.MaxBytes * 2 + MaxBytes(texts.Prompt) + MaxBytes(texts.Response) + texts.Context.Sum(MaxBytes);

    public static void Write(ref SpanWriter writer, RecordedTexts texts)
    {
        writer.WriteNumber((long)Present(texts));
        if (texts.Prompt is { } prompt)
            writer.WriteText(prompt);
        if (texts.Response is { } response)
            writer.WriteText(response);
        if (texts.Context.Count > 0)
            writer.WriteNumber(texts.Context.Count);
        foreach (var passage in texts.Context)
            writer.WriteText(passage);
    }

    public static RecordedTexts Read(ref ByteCursor cursor)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        var prompt = (fields & Fields.Prompt) != 0 ? cursor.ReadText() : null;
        var response = (fields & Fields.Response) != 0 ? cursor.ReadText() : null;
        var context = new string[(fields & Fields.Context) != 0 ? cursor.ReadCount(bytesEach: 1) : 0];
        for (var i = 0; i < context.Length; i++)
            context[i] = cursor.ReadText();
        return new RecordedTexts(prompt, response, context, (fields & Fields.Shortened) != 0);
    }

    private static Fields Present(RecordedTexts texts) =>
        (texts.Prompt is null ? 0 : Fields.Prompt)
        | (texts.Response is null ? 0 : Fields.Response)
        | (texts.Context.Count == 0 ? 0 : Fields.Context)
        | (texts.Shortened ? Fields.Shortened : 0);

    private static int MaxBytes(string? text) => Varint.MaxBytes + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
}
