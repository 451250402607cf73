using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Decodes what users said or did about answers.</summary>
internal sealed class FeedbackDecoder(JsonStrings strings) : ObjectDecoder(strings)
{
    private string? _component, _requestId, _modelVersion;
    private long? _timestamp;
    private double? _rating;
    private bool? _thumbsUp, _regenerated, _accepted, _reported;
    private ulong? _userHash;

    public override Rejection? AddTo(RowSink sink) => _timestamp is not { } timestamp
        ? JsonRejections.Missing(JsonTimestamp.Field)
        : sink.Add(new Feedback
        {
            Component = _component ?? "",
            RequestId = _requestId,
            TimestampMs = timestamp,
            Rating = _rating,
            ThumbsUp = _thumbsUp,
            Regenerated = _regenerated ?? false,
            Accepted = _accepted ?? false,
            Reported = _reported ?? false,
            UserHash = _userHash,
            ModelVersion = _modelVersion,
        });

    protected override void Begin()
    {
        _component = _requestId = _modelVersion = null;
        _timestamp = null;
        _rating = null;
        _thumbsUp = _regenerated = _accepted = _reported = null;
        _userHash = null;
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
        else if (name.SequenceEqual("model_version"u8))
            rejection = Strings.ReadPooled(ref reader, "model_version", out _modelVersion);
        else if (name.SequenceEqual("user_id"u8))
            rejection = Strings.ReadHashed(ref reader, "user_id", out _userHash);
        else if (name.SequenceEqual("rating"u8))
            rejection = JsonNumbers.ReadDouble(ref reader, "rating", out _rating);
        else if (name.SequenceEqual("thumbs_up"u8))
            rejection = JsonNumbers.ReadBool(ref reader, "thumbs_up", out _thumbsUp);
        else if (name.SequenceEqual("regenerated"u8))
            rejection = JsonNumbers.ReadBool(ref reader, "regenerated", out _regenerated);
        else if (name.SequenceEqual("accepted"u8))
            rejection = JsonNumbers.ReadBool(ref reader, "accepted", out _accepted);
        else if (name.SequenceEqual("reported"u8))
            rejection = JsonNumbers.ReadBool(ref reader, "reported", out _reported);
        else
            return false;
        return true;
    }
}
