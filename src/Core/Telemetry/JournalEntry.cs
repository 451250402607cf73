using System.Buffers;

namespace Plimsoll.Telemetry;

/// <summary>
/// What one ingest request adds to the journal: a batch per component that it named, plus the 128-bit
/// deduplication keys of its rows, so that a restart can rebuild the window without decoding rows.
/// </summary>
public static class JournalEntry
{
    /// <summary>Writes version, parts (component, batch) and keys.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<JournalPart> parts, ReadOnlySpan<UInt128> dedupKeys) =>
        throw new NotImplementedException();

    /// <summary>Parts of an entry as slices of <paramref name="entry"/>; false with a reason when it does not decode.</summary>
    public static bool TryReadParts(ReadOnlyMemory<byte> entry, List<JournalPart> parts, out string? error) =>
        throw new NotImplementedException();

    /// <summary>Deduplication keys of an entry; false with a reason when it does not decode.</summary>
    public static bool TryReadDedupKeys(ReadOnlyMemory<byte> entry, List<UInt128> keys, out string? error) =>
        throw new NotImplementedException();
}

public readonly record struct JournalPart(string Component, ReadOnlyMemory<byte> Batch);
