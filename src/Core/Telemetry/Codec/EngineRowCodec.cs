namespace Plimsoll.Telemetry.Codec;

internal static class EngineRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Copy = 1 << 0,
        Running = 1 << 1,
        Waiting = 1 << 2,
        KvCache = 1 << 3,
        All = (1 << 4) - 1,
    }

    public static void Write(ref SpanWriter writer, EngineSample sample, TextTable texts)
    {
        writer.WriteNumber((long)Present(sample));
        SampleCodec.WriteText(ref writer, sample.Copy, texts);
        SampleCodec.WriteNumber(ref writer, sample.RequestsRunning);
        SampleCodec.WriteNumber(ref writer, sample.RequestsWaiting);
        SampleCodec.WriteDouble(ref writer, sample.KvCacheUsageRatio);
    }

    public static EngineSample Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new EngineSample
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Source = head.Source,
            Copy = SampleCodec.ReadText(ref cursor, (fields & Fields.Copy) != 0, texts),
            RequestsRunning = SampleCodec.ReadNumber(ref cursor, (fields & Fields.Running) != 0),
            RequestsWaiting = SampleCodec.ReadNumber(ref cursor, (fields & Fields.Waiting) != 0),
            KvCacheUsageRatio = SampleCodec.ReadDouble(ref cursor, (fields & Fields.KvCache) != 0),
        };
    }

    private static Fields Present(EngineSample sample) =>
        (sample.Copy is null ? 0 : Fields.Copy)
        | (sample.RequestsRunning is null ? 0 : Fields.Running)
        | (sample.RequestsWaiting is null ? 0 : Fields.Waiting)
        | (sample.KvCacheUsageRatio is null ? 0 : Fields.KvCache);
}
