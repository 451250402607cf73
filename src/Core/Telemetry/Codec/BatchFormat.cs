namespace Plimsoll.Telemetry.Codec;

/// <summary>
/// The stored form of a batch, version 2. Numbers are <see cref="Varint"/>s, fixed-width values little-endian.
/// <code>
/// batch     = magic version rows:number texts:number text* row*
/// text      = length:number utf8
/// row       = (kind | source &lt;&lt; 4):byte timestamp:zig-zag number, milliseconds after the previous row's
///             then, by kind, an inference row or a mask:number of what is present and the values in its order
/// inference = mask:uint32 (<see cref="InferenceFields"/>) values in the mask's order
/// </code>
/// Texts that few rows differ in stand in the table and rows name them by index; ids stand in the row.
/// </summary>
internal static class BatchFormat
{
    public const byte Magic = 0xB7;
    public const byte Version = 2;

    /// <summary>Kind, timestamp and an empty mask.</summary>
    public const int SmallestRowBytes = 3;

    public const int TraceIdBytes = 16;
    public const int SpanIdBytes = 8;

    /// <summary>End of the year 9999, the last that a date can name.</summary>
    public const long LatestMs = 253_402_300_799_999;

    /// <summary>Absent, in an <see cref="InferenceRow"/>.</summary>
    public const int None = -1;
}
