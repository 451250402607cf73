namespace Plimsoll.Telemetry.Codec;

internal static class FeedbackRowCodec
{
    [Flags]
    private enum Fields
    {
        None = 0,
        RequestId = 1 << 0,
        Rating = 1 << 1,
        ThumbsUp = 1 << 2,
        ThumbsDown = 1 << 3,
        Regenerated = 1 << 4,
        Accepted = 1 << 5,
        Reported = 1 << 6,
        User = 1 << 7,
        ModelVersion = 1 << 8,
        All = (1 << 9) - 1,
    }

    public static void Write(ref SpanWriter writer, Feedback feedback, TextTable texts)
    {
        writer.WriteNumber((long)Present(feedback));
        if (feedback.RequestId is { } request)
            writer.WriteText(request);
        SampleCodec.WriteDouble(ref writer, feedback.Rating);
        if (feedback.UserHash is { } user)
            writer.WriteUInt64(user);
        SampleCodec.WriteText(ref writer, feedback.ModelVersion, texts);
    }

    public static Feedback Read(ref ByteCursor cursor, RowHead head, BatchTexts texts)
    {
        var fields = (Fields)cursor.ReadIndex((int)Fields.All + 1);
        return new Feedback
        {
            Component = "",
            TimestampMs = head.TimestampMs,
            RequestId = (fields & Fields.RequestId) != 0 ? cursor.ReadText() : null,
            Rating = SampleCodec.ReadDouble(ref cursor, (fields & Fields.Rating) != 0),
            ThumbsUp = (fields & Fields.ThumbsUp) != 0 ? true : (fields & Fields.ThumbsDown) != 0 ? false : null,
            Regenerated = (fields & Fields.Regenerated) != 0,
            Accepted = (fields & Fields.Accepted) != 0,
            Reported = (fields & Fields.Reported) != 0,
            UserHash = (fields & Fields.User) != 0 ? cursor.ReadUInt64() : null,
            ModelVersion = SampleCodec.ReadText(ref cursor, (fields & Fields.ModelVersion) != 0, texts),
        };
    }

    private static Fields Present(Feedback feedback) =>
        (feedback.RequestId is null ? 0 : Fields.RequestId)
        | (feedback.Rating is null ? 0 : Fields.Rating)
        | (feedback.ThumbsUp is true ? Fields.ThumbsUp : 0)
        | (feedback.ThumbsUp is false ? Fields.ThumbsDown : 0)
        | (feedback.Regenerated ? Fields.Regenerated : 0)
        | (feedback.Accepted ? Fields.Accepted : 0)
        | (feedback.Reported ? Fields.Reported : 0)
        | (feedback.UserHash is null ? 0 : Fields.User)
        | (feedback.ModelVersion is null ? 0 : Fields.ModelVersion);
}
