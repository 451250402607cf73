namespace Plimsoll.Telemetry.Codec;

/// <summary>Reads the front of what <see cref="InferenceDetailWriter"/> wrote, hopping over what the keys do not need.</summary>
internal static class InteractionKeyReader
{
    /// <param name="first">The first byte, whose lower seven bits are the lowest of the details.</param>
    public static bool HasTrace(byte first) => ((InferenceDetails)first & InferenceDetails.TraceId) != 0;

    public static InteractionKeys Read(ReadOnlySpan<byte> row, int texts)
    {
        if (row.IsEmpty)
            return default;
        var cursor = new ByteCursor(row);
        var details = (InferenceDetails)cursor.ReadIndex((int)InferenceDetails.All + 1);
        if ((details & InferenceDetails.Scores) != 0)
            SkipScores(ref cursor, texts);
        var flagged = (details & InferenceDetails.SafetyFlags) != 0;
        if (flagged)
            SkipFlags(ref cursor, texts);
        var request = (details & InferenceDetails.RequestId) != 0 ? cursor.ReadTextBytes() : default;
        var trace = (details & InferenceDetails.TraceId) != 0 ? cursor.Take(BatchFormat.TraceIdBytes) : default;
        return cursor.Failed ? default : new InteractionKeys { RequestId = request, TraceId = trace, Flagged = flagged };
    }

    private static void SkipScores(ref ByteCursor cursor, int texts)
    {
        for (var left = cursor.ReadCount(bytesEach: 10); left > 0 && !cursor.Failed; left--)
        {
            cursor.ReadIndex(texts);
            cursor.Take(sizeof(double));
            cursor.ReadIndex(texts);
        }
    }

    private static void SkipFlags(ref ByteCursor cursor, int texts)
    {
        for (var left = cursor.ReadCount(bytesEach: 1); left > 0 && !cursor.Failed; left--)
            cursor.ReadIndex(texts);
    }
}
