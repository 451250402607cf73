using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes gauges of serving engines.</summary>
internal sealed class EngineDecoder(JsonStrings strings) : ObjectDecoder(strings)
{
    private string? _component, _copy;
    private long? _timestamp, _running, _waiting;
    private double? _kvCacheUsage;

    public override Rejection? AddTo(RowSink sink) => _timestamp is not { } timestamp
        ? JsonRejections.Missing(JsonTimestamp.Field)
        : sink.Add(new EngineSample
        {
            Component = _component ?? "",
            Copy = _copy,
            TimestampMs = timestamp,
            RequestsRunning = _running,
            RequestsWaiting = _waiting,
            KvCacheUsageRatio = _kvCacheUsage,
        });

    protected override void Begin()
    {
        _component = _copy = null;
        _timestamp = _running = _waiting = null;
        _kvCacheUsage = null;
    }

    protected override bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        rejection = null;
        if (name.SequenceEqual("component"u8))
            rejection = Strings.ReadPooled(ref reader, "component", out _component);
        else if (name.SequenceEqual("timestamp"u8))
            rejection = JsonTimestamp.Read(ref reader, out _timestamp);
        else if (name.SequenceEqual("copy"u8))
            rejection = Strings.ReadPooled(ref reader, "copy", out _copy);
        else if (name.SequenceEqual("requests_running"u8))
            rejection = JsonNumbers.ReadWhole(ref reader, "requests_running", out _running);
        else if (name.SequenceEqual("requests_waiting"u8))
            rejection = JsonNumbers.ReadWhole(ref reader, "requests_waiting", out _waiting);
        else if (name.SequenceEqual("kv_cache_usage_ratio"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "kv_cache_usage_ratio", out _kvCacheUsage);
        else
            return false;
        return true;
    }
}
