namespace Plimsoll.Telemetry.Codec;

internal static class OutcomeRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Success = 1 << 0,
        RequestId = 1 << 1,
        Task = 1 << 2,
        ModelVersion = 1 << 3,
        All = (1 << 4) - 1,
    }

    public static void Write(ref SpanWriter writer, Outcome outcome, TextTable texts)
    {
        writer.WriteNumber((long)Present(outcome));
        if (outcome.RequestId is { } request)
            writer.WriteText(request);
        SampleCodec.WriteText(ref writer, outcome.Task, texts);
        SampleCodec.WriteText(ref writer, outcome.ModelVersion, texts);
    }

    public static Outcome Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new Outcome
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Success = (fields & Fields.Success) != 0,
            RequestId = (fields & Fields.RequestId) != 0 ? cursor.ReadText() : null,
            Task = SampleCodec.ReadText(ref cursor, (fields & Fields.Task) != 0, texts),
            ModelVersion = SampleCodec.ReadText(ref cursor, (fields & Fields.ModelVersion) != 0, texts),
        };
    }

    private static Fields Present(Outcome outcome) =>
        (outcome.Success ? Fields.Success : 0)
        | (outcome.RequestId is null ? 0 : Fields.RequestId)
        | (outcome.Task is null ? 0 : Fields.Task)
        | (outcome.ModelVersion is null ? 0 : Fields.ModelVersion);
}
