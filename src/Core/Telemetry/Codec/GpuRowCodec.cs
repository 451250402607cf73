namespace Plimsoll.Telemetry.Codec;

internal static class GpuRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        Endpoint = 1 << 0,
        Copy = 1 << 1,
        Utilization = 1 << 2,
        MemoryUsed = 1 << 3,
        MemoryTotal = 1 << 4,
        Temperature = 1 << 5,
        Power = 1 << 6,
        MemoryReserved = 1 << 7,
        MemoryAllocated = 1 << 8,
        All = (1 << 9) - 1,
    }

    public static void Write(ref SpanWriter writer, GpuSample sample, TextTable texts)
    {
        writer.WriteNumber((long)Present(sample));
        writer.WriteNumber(texts.IndexOf(sample.Gpu));
        SampleCodec.WriteText(ref writer, sample.Endpoint, texts);
        SampleCodec.WriteText(ref writer, sample.Copy, texts);
        SampleCodec.WriteDouble(ref writer, sample.UtilizationRatio);
        SampleCodec.WriteDouble(ref writer, sample.MemoryUsedMiB);
        SampleCodec.WriteDouble(ref writer, sample.MemoryTotalMiB);
        SampleCodec.WriteDouble(ref writer, sample.TemperatureC);
        SampleCodec.WriteDouble(ref writer, sample.PowerW);
        SampleCodec.WriteDouble(ref writer, sample.MemoryReservedMiB);
        SampleCodec.WriteDouble(ref writer, sample.MemoryAllocatedMiB);
    }

    public static GpuSample Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new GpuSample
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            Source = head.Source,
            Gpu = texts.ReadFrom(ref cursor),
            Endpoint = SampleCodec.ReadText(ref cursor, (fields & Fields.Endpoint) != 0, texts),
            Copy = SampleCodec.ReadText(ref cursor, (fields & Fields.Copy) != 0, texts),
            UtilizationRatio = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Utilization) != 0),
            MemoryUsedMiB = SampleCodec.ReadDouble(ref cursor, (fields & Fields.MemoryUsed) != 0),
            MemoryTotalMiB = SampleCodec.ReadDouble(ref cursor, (fields & Fields.MemoryTotal) != 0),
            TemperatureC = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Temperature) != 0),
            PowerW = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Power) != 0),
            MemoryReservedMiB = SampleCodec.ReadDouble(ref cursor, (fields & Fields.MemoryReserved) != 0),
            MemoryAllocatedMiB = SampleCodec.ReadDouble(ref cursor, (fields & Fields.MemoryAllocated) != 0),
        };
    }

    private static Fields Present(GpuSample sample) =>
        (sample.Endpoint is null ? 0 : Fields.Endpoint)
        | (sample.Copy is null ? 0 : Fields.Copy)
        | (sample.UtilizationRatio is null ? 0 : Fields.Utilization)
        | (sample.MemoryUsedMiB is null ? 0 : Fields.MemoryUsed)
        | (sample.MemoryTotalMiB is null ? 0 : Fields.MemoryTotal)
        | (sample.TemperatureC is null ? 0 : Fields.Temperature)
        | (sample.PowerW is null ? 0 : Fields.Power)
        | (sample.MemoryReservedMiB is null ? 0 : Fields.MemoryReserved)
        | (sample.MemoryAllocatedMiB is null ? 0 : Fields.MemoryAllocated);
}
