using System.Text.Json;

namespace Plimsoll.Cli.Replay.Formats;

/// <param name="Number">Line of the file, or place in its array, from 1.</param>
internal abstract record TraceRow(long Number);

internal sealed record UnreadableRow(long Number, string Reason) : TraceRow(Number);

/// <param name="TimestampMs">Unix milliseconds, as recorded.</param>
internal abstract record ReadableRow(long Number, long TimestampMs) : TraceRow(Number)
{
    /// <summary>Writes the row as one record of <c>/api/v1/records</c>.</summary>
    public abstract void Write(Utf8JsonWriter writer, ReplayIdentity identity);
}
