using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes GPU readings.</summary>
internal sealed class GpuDecoder(JsonStrings strings) : ObjectDecoder(strings)
{
    private string? _component, _endpoint, _copy, _gpu;
    private long? _timestamp;
    private double? _utilization, _memoryUsed, _memoryTotal, _memoryReserved, _memoryAllocated, _temperature, _power;

    public override Rejection? AddTo(RowSink sink) => _timestamp is not { } timestamp
        ? JsonRejections.Missing(JsonTimestamp.Field)
        : sink.Add(new GpuSample
        {
            Component = _component ?? "",
            Endpoint = _endpoint,
            Copy = _copy,
            Gpu = _gpu ?? "",
            TimestampMs = timestamp,
            UtilizationRatio = _utilization,
            MemoryUsedMiB = _memoryUsed,
            MemoryTotalMiB = _memoryTotal,
            MemoryReservedMiB = _memoryReserved,
            MemoryAllocatedMiB = _memoryAllocated,
            TemperatureC = _temperature,
            PowerW = _power,
        });

    protected override void Begin()
    {
        _component = _endpoint = _copy = _gpu = null;
        _timestamp = null;
        _utilization = _memoryUsed = _memoryTotal = _memoryReserved = _memoryAllocated = _temperature = _power = null;
    }

    protected override bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        if (name.SequenceEqual("component"u8))
            rejection = Strings.ReadPooled(ref reader, "component", out _component);
        else if (name.SequenceEqual("timestamp"u8))
            rejection = JsonTimestamp.Read(ref reader, out _timestamp);
        else if (name.SequenceEqual("endpoint"u8))
            rejection = Strings.ReadPooled(ref reader, "endpoint", out _endpoint);
        else if (name.SequenceEqual("copy"u8))
            rejection = Strings.ReadPooled(ref reader, "copy", out _copy);
        else if (name.SequenceEqual("gpu"u8))
            rejection = Strings.ReadPooled(ref reader, "gpu", out _gpu);
        else
            return TryReadGauge(name, ref reader, out rejection);
        return true;
    }

    private bool TryReadGauge(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        rejection = null;
        if (name.SequenceEqual("utilization_ratio"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "utilization_ratio", out _utilization);
        else if (name.SequenceEqual("memory_used_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_used_mib", out _memoryUsed);
        else if (name.SequenceEqual("memory_total_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_total_mib", out _memoryTotal);
        else if (name.SequenceEqual("memory_reserved_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_reserved_mib", out _memoryReserved);
        else if (name.SequenceEqual("memory_allocated_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_allocated_mib", out _memoryAllocated);
        else if (name.SequenceEqual("temperature_c"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "temperature_c", out _temperature);
        else if (name.SequenceEqual("power_w"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "power_w", out _power);
        else
            return false;
        return true;
    }
}
