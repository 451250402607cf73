using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes whether tasks succeeded.</summary>
internal sealed class OutcomeDecoder(JsonStrings strings) : ObjectDecoder(strings)
{
    private string? _component, _requestId, _task, _modelVersion;
    private long? _timestamp;
    private bool? _success;

    public override Rejection? AddTo(RowSink sink)
    {
        if (_timestamp is not { } timestamp)
            return JsonRejections.Missing(JsonTimestamp.Field);
        if (_success is not { } success)
            return JsonRejections.Missing("success");
        return sink.Add(new Outcome
        {
            Component = _component ?? "",
            RequestId = _requestId,
            TimestampMs = timestamp,
            Success = success,
            Task = _task,
            ModelVersion = _modelVersion,
        });
    }

    protected override void Begin()
    {
        _component = _requestId = _task = _modelVersion = null;
        _timestamp = null;
        _success = null;
    }

    protected override bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection)
    {
        rejection = null;
        if (name.SequenceEqual("component"u8))
            rejection = Strings.ReadPooled(ref reader, "component", out _component);
        else if (name.SequenceEqual("timestamp"u8))
            rejection = JsonTimestamp.Read(ref reader, out _timestamp);
        else if (name.SequenceEqual("request_id"u8))
            rejection = Strings.ReadUnique(ref reader, "request_id", out _requestId);
        else if (name.SequenceEqual("task"u8))
            rejection = Strings.ReadPooled(ref reader, "task", out _task);
        else if (name.SequenceEqual("model_version"u8))
            rejection = Strings.ReadPooled(ref reader, "model_version", out _modelVersion);
        else if (name.SequenceEqual("success"u8))
            rejection = JsonNumbers.ReadBool(ref reader, "success", out _success);
        else
            return false;
        return true;
    }
}
