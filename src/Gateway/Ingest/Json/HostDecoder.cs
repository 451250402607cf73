using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes readings of hosts.</summary>
internal sealed class HostDecoder(JsonStrings strings) : ObjectDecoder(strings)
{
    private string? _component, _host, _copy;
    private long? _timestamp;
    private double? _memoryUsed, _memoryTotal, _diskRead, _diskWrite, _networkReceive, _networkTransmit, _modelLoad;

    public override Rejection? AddTo(RowSink sink) => _timestamp is not { } timestamp
        ? JsonRejections.Missing(JsonTimestamp.Field)
        : sink.Add(new HostSample
        {
            Component = _component ?? "",
            Host = _host ?? "",
            Copy = _copy,
            TimestampMs = timestamp,
            MemoryUsedMiB = _memoryUsed,
            MemoryTotalMiB = _memoryTotal,
            DiskReadMiBPerS = _diskRead,
            DiskWriteMiBPerS = _diskWrite,
            NetworkReceiveMiBPerS = _networkReceive,
            NetworkTransmitMiBPerS = _networkTransmit,
            ModelLoadMs = _modelLoad,
        });

    protected override void Begin()
    {
        _component = _host = _copy = null;
        _timestamp = null;
        _memoryUsed = _memoryTotal = _diskRead = _diskWrite = _networkReceive = _networkTransmit = _modelLoad = null;
    }

    protected override bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        if (name.SequenceEqual("component"u8))
            rejection = Strings.ReadPooled(ref reader, "component", out _component);
        else if (name.SequenceEqual("timestamp"u8))
            rejection = JsonTimestamp.Read(ref reader, out _timestamp);
        else if (name.SequenceEqual("host"u8))
            rejection = Strings.ReadPooled(ref reader, "host", out _host);
        else if (name.SequenceEqual("copy"u8))
            rejection = Strings.ReadPooled(ref reader, "copy", out _copy);
        else
            return TryReadGauge(name, ref reader, out rejection);
        return true;
    }

    private bool TryReadGauge(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        rejection = null;
        if (name.SequenceEqual("memory_used_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_used_mib", out _memoryUsed);
        else if (name.SequenceEqual("memory_total_mib"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "memory_total_mib", out _memoryTotal);
        else if (name.SequenceEqual("disk_read_mib_per_s"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "disk_read_mib_per_s", out _diskRead);
        else if (name.SequenceEqual("disk_write_mib_per_s"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "disk_write_mib_per_s", out _diskWrite);
        else if (name.SequenceEqual("network_receive_mib_per_s"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "network_receive_mib_per_s", out _networkReceive);
        else if (name.SequenceEqual("network_transmit_mib_per_s"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "network_transmit_mib_per_s", out _networkTransmit);
        else if (name.SequenceEqual("model_load_ms"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "model_load_ms", out _modelLoad);
        else
            return false;
        return true;
    }
}
