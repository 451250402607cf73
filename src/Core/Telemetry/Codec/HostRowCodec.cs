namespace Plimsoll.Telemetry.Codec;

internal static class HostRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Copy = 1 << 0,
        MemoryUsed = 1 << 1,
        MemoryTotal = 1 << 2,
        DiskRead = 1 << 3,
        DiskWrite = 1 << 4,
        NetworkReceive = 1 << 5,
        NetworkTransmit = 1 << 6,
        ModelLoad = 1 << 7,
        All = (1 << 8) - 1,
    }

    public static void Write(ref SpanWriter writer, HostSample sample, TextTable texts)
    {
        writer.WriteNumber((long)Present(sample));
        writer.WriteNumber(texts.IndexOf(sample.Host));
        SampleCodec.WriteText(ref writer, sample.Copy, texts);
        SampleCodec.WriteDouble(ref writer, sample.MemoryUsedMiB);
        SampleCodec.WriteDouble(ref writer, sample.MemoryTotalMiB);
        SampleCodec.WriteDouble(ref writer, sample.DiskReadMiBPerS);
        SampleCodec.WriteDouble(ref writer, sample.DiskWriteMiBPerS);
        SampleCodec.WriteDouble(ref writer, sample.NetworkReceiveMiBPerS);
        SampleCodec.WriteDouble(ref writer, sample.NetworkTransmitMiBPerS);
        if (sample.ModelLoadMs is { } load)
            writer.WriteNumber(Nanoseconds.FromMilliseconds(load));
    }

    public static HostSample Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new HostSample
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Source = head.Source,
            Host = texts.ReadFrom(ref cursor),
            Copy = SampleCodec.ReadText(ref cursor, Has(fields, Fields.Copy), texts),
            MemoryUsedMiB = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.MemoryUsed)),
            MemoryTotalMiB = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.MemoryTotal)),
            DiskReadMiBPerS = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.DiskRead)),
            DiskWriteMiBPerS = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.DiskWrite)),
            NetworkReceiveMiBPerS = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.NetworkReceive)),
            NetworkTransmitMiBPerS = SampleCodec.ReadDouble(ref cursor, Has(fields, Fields.NetworkTransmit)),
            ModelLoadMs = Has(fields, Fields.ModelLoad) ? Nanoseconds.ToMilliseconds(cursor.ReadNumber()) : null,
        };
    }

    private static bool Has(Fields fields, Fields field) => (fields & field) != 0;

    private static Fields Present(HostSample sample) =>
        (sample.Copy is null ? 0 : Fields.Copy)
        | (sample.MemoryUsedMiB is null ? 0 : Fields.MemoryUsed)
        | (sample.MemoryTotalMiB is null ? 0 : Fields.MemoryTotal)
        | (sample.DiskReadMiBPerS is null ? 0 : Fields.DiskRead)
        | (sample.DiskWriteMiBPerS is null ? 0 : Fields.DiskWrite)
        | (sample.NetworkReceiveMiBPerS is null ? 0 : Fields.NetworkReceive)
        | (sample.NetworkTransmitMiBPerS is null ? 0 : Fields.NetworkTransmit)
        | (sample.ModelLoadMs is null ? 0 : Fields.ModelLoad);
}
