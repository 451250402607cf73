using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Saving;

/// <summary>Stores the last readings of GPUs, engines and hosts with their slots.</summary>
internal static class ReadingsCodec
{
    private const byte Format = 2;

    public static void Write(SourceTrack track, StateWriter writer)
    {
        writer.Byte(Format);
        WriteTable(track.Gpus, writer, WriteGpu);
        WriteTable(track.Engines, writer, WriteEngine);
        WriteTable(track.Hosts, writer, WriteHost);
    }

    public static void Read(ref StateReader reader, SourceTrack track, string component)
    {
        reader.Version(Format);
        ReadTable(ref reader, track.Gpus, (ref r, key) => ReadGpu(ref r, component, key, track.Source));
        ReadTable(ref reader, track.Engines, (ref r, _) => ReadEngine(ref r, component, track.Source));
        ReadTable(ref reader, track.Hosts, (ref r, key) => ReadHost(ref r, component, key, track.Source));
    }

    private delegate T ReadReading<T>(ref StateReader reader, string key);

    private static void WriteTable<T>(ReadingTable<T> table, StateWriter writer, Action<T, StateWriter> write)
        where T : class
    {
        writer.Count(table.Slots.Count(s => s is not null));
        for (var slot = 0; slot < table.Slots.Count; slot++)
        {
            if (table.Slots[slot] is not { } reading)
                continue;
            writer.Count(slot);
            writer.Text(reading.Key);
            writer.Count(reading.AtMs);
            write(reading.Value, writer);
        }
    }

    private static void ReadTable<T>(ref StateReader reader, ReadingTable<T> table, ReadReading<T> read)
        where T : class
    {
        for (var left = reader.Length(ReadingTable<T>.Capacity); left > 0; left--)
        {
            var slot = reader.Count();
            if (slot >= ReadingTable<T>.Capacity)
                throw reader.Corrupt($"slot {slot} of {ReadingTable<T>.Capacity}");
            var key = reader.Text() ?? throw reader.Corrupt("a reading without a key");
            var at = reader.Count();
            table.Restore((int)slot, new(key, at, read(ref reader, key)));
        }
    }

    private static void WriteGpu(GpuSample sample, StateWriter writer)
    {
        writer.Text(sample.Endpoint);
        writer.Text(sample.Copy);
        writer.Signed(sample.TimestampMs);
        writer.Number(sample.UtilizationRatio);
        writer.Number(sample.MemoryUsedMiB);
        writer.Number(sample.MemoryTotalMiB);
        writer.Number(sample.MemoryReservedMiB);
        writer.Number(sample.MemoryAllocatedMiB);
        writer.Number(sample.TemperatureC);
        writer.Number(sample.PowerW);
    }

    private static GpuSample ReadGpu(ref StateReader reader, string component, string key, TelemetrySource source) => new()
    {
        Component = component,
        Gpu = key,
        Source = source,
        Endpoint = reader.Text(),
        Copy = reader.Text(),
        TimestampMs = reader.Signed(),
        UtilizationRatio = reader.Number(),
        MemoryUsedMiB = reader.Number(),
        MemoryTotalMiB = reader.Number(),
        MemoryReservedMiB = reader.Number(),
        MemoryAllocatedMiB = reader.Number(),
        TemperatureC = reader.Number(),
        PowerW = reader.Number(),
    };

    private static void WriteEngine(EngineSample sample, StateWriter writer)
    {
        writer.Text(sample.Copy);
        writer.Signed(sample.TimestampMs);
        writer.Signed(sample.RequestsRunning ?? -1);
        writer.Signed(sample.RequestsWaiting ?? -1);
        writer.Number(sample.KvCacheUsageRatio);
    }

    private static EngineSample ReadEngine(ref StateReader reader, string component, TelemetrySource source) => new()
    {
        Component = component,
        Source = source,
        Copy = reader.Text(),
        TimestampMs = reader.Signed(),
        RequestsRunning = Known(reader.Signed()),
        RequestsWaiting = Known(reader.Signed()),
        KvCacheUsageRatio = reader.Number(),
    };

    private static void WriteHost(HostSample sample, StateWriter writer)
    {
        writer.Text(sample.Copy);
        writer.Signed(sample.TimestampMs);
        writer.Number(sample.MemoryUsedMiB);
        writer.Number(sample.MemoryTotalMiB);
        writer.Number(sample.DiskReadMiBPerS);
        writer.Number(sample.DiskWriteMiBPerS);
        writer.Number(sample.NetworkReceiveMiBPerS);
        writer.Number(sample.NetworkTransmitMiBPerS);
        writer.Number(sample.ModelLoadMs);
    }

    private static HostSample ReadHost(ref StateReader reader, string component, string key, TelemetrySource source) => new()
    {
        Component = component,
        Host = key,
        Source = source,
        Copy = reader.Text(),
        TimestampMs = reader.Signed(),
        MemoryUsedMiB = reader.Number(),
        MemoryTotalMiB = reader.Number(),
        DiskReadMiBPerS = reader.Number(),
        DiskWriteMiBPerS = reader.Number(),
        NetworkReceiveMiBPerS = reader.Number(),
        NetworkTransmitMiBPerS = reader.Number(),
        ModelLoadMs = reader.Number(),
    };

    private static long? Known(long value) => value < 0 ? null : value;
}
