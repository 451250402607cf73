namespace Plimsoll.Telemetry.Codec;

/// <summary>What every row begins with.</summary>
internal readonly record struct RowHead(TelemetryKind Kind, TelemetrySource Source, long TimestampMs)
{
    public const int MaxBytes = 1 + Varint.MaxBytes;

    /// <param name="previousMs">Timestamp of the row before, 0 for the first.</param>
    public void Write(ref SpanWriter writer, long previousMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(TimestampMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TimestampMs, BatchFormat.LatestMs);
        writer.WriteByte((byte)((int)Kind | ((int)Source << 4)));
        writer.WriteNumber((long)Varint.ZigZag(TimestampMs - previousMs));
    }

    public static RowHead Read(ref ByteCursor cursor, long previousMs)
    {
        var first = cursor.ReadByte();
        var kind = (TelemetryKind)(first & 0x0f);
        var source = (TelemetrySource)(first >> 4);
        var timestamp = previousMs + Varint.UnZigZag((ulong)cursor.ReadNumber());
        if (kind is < TelemetryKind.Inference or > TelemetryKind.Score
            || source > TelemetrySource.Capture || (ulong)timestamp > BatchFormat.LatestMs)
            cursor.Fail();
        return new RowHead(kind, source, timestamp);
    }
}
