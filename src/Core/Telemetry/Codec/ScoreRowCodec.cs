namespace Plimsoll.Telemetry.Codec;

internal static class ScoreRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        RequestId = 1 << 0,
        TraceId = 1 << 1,
        SpanId = 1 << 2,
        All = (1 << 3) - 1,
    }

    public static void Write(ref SpanWriter writer, ScoreSample score, TextTable texts)
    {
        writer.WriteNumber((long)Present(score));
        writer.WriteNumber(texts.IndexOf(score.Name));
        writer.WriteDouble(score.Value);
        writer.WriteNumber(texts.IndexOf(score.Source));
        if (score.RequestId is { } request)
            writer.WriteText(request);
        if (score.TraceId is { } trace)
            writer.WriteHex(trace, BatchFormat.TraceIdBytes);
        if (score.SpanId is { } span)
            writer.WriteHex(span, BatchFormat.SpanIdBytes);
    }

    public static ScoreSample Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new ScoreSample
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Name = texts.ReadFrom(ref cursor),
            Value = cursor.ReadDouble(),
            Source = texts.ReadFrom(ref cursor),
            RequestId = (fields & Fields.RequestId) != 0 ? cursor.ReadText() : null,
            TraceId = (fields & Fields.TraceId) != 0 ? cursor.ReadHex(BatchFormat.TraceIdBytes) : null,
            SpanId = (fields & Fields.SpanId) != 0 ? cursor.ReadHex(BatchFormat.SpanIdBytes) : null,
        };
    }

    private static Fields Present(ScoreSample score) =>
        (score.RequestId is null ? 0 : Fields.RequestId)
        | (score.TraceId is null ? 0 : Fields.TraceId)
        | (score.SpanId is null ? 0 : Fields.SpanId);
}
