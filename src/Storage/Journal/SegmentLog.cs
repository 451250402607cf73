namespace Plimsoll.Storage.Journal;

/// <summary>
/// The gateway's journal: append-only segment files, every entry with its sequence, receive time and CRC-32C,
/// made durable by group commit. One process owns a directory (a lock file says so).
/// </summary>
public sealed class SegmentLog : IAsyncDisposable
{
    /// <summary>
    /// Opens or makes the journal of a directory, verifies what is there and cuts a torn tail. A cut that may have
    /// lost acknowledged entries (bad bytes before the last segment's end) begins a new journal id, as does an empty directory.
    /// </summary>
    public static SegmentLog Open(SegmentLogOptions options, TimeProvider time) => throw new NotImplementedException();

    /// <summary>Made with the journal.</summary>
    public Guid JournalId => throw new NotImplementedException();

    /// <summary>What opening found: segments, entries, cut bytes with their place, whether the id is new.</summary>
    public RecoveryReport Recovery => throw new NotImplementedException();

    /// <summary>Last sequence handed out; 0 in a new journal.</summary>
    public long LastSequence => throw new NotImplementedException();

    /// <summary>Bytes on disk of all segments.</summary>
    public long Bytes => throw new NotImplementedException();

    /// <summary>
    /// Queues an entry in order and returns at once; <see cref="PendingAppend.Durable"/> completes after the fsync that
    /// covers it. The payload is copied before the call returns.
    /// </summary>
    public PendingAppend Append(ReadOnlySpan<byte> payload, long receivedMs) => throw new NotImplementedException();

    /// <summary>Completes when everything appended so far is durable, or with the reason why it is not.</summary>
    public Task<AppendOutcome> FlushAsync() => throw new NotImplementedException();

    /// <summary>Durable entries from a sequence on, in order. Safe while appends go on and while segments are removed (removed entries are left out).</summary>
    public IEnumerable<LogEntry> ReadFrom(long sequence) => throw new NotImplementedException();

    /// <summary>
    /// Removes whole segments of which every entry is below <paramref name="sequence"/> and that the retention no longer
    /// wants (older than <see cref="SegmentLogOptions.Retention"/>, or beyond <see cref="SegmentLogOptions.MaxBytes"/>).
    /// </summary>
    public int RemoveCovered(long sequence) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

/// <param name="Sequence">The entry's place, rising by one from 1.</param>
/// <param name="Durable">Completes after the fsync, or with the reason why the entry is not in the journal.</param>
public readonly record struct PendingAppend(long Sequence, Task<AppendOutcome> Durable);

public enum AppendOutcome
{
    Durable,

    /// <summary>The journal has reached <see cref="SegmentLogOptions.MaxBytes"/> and nothing may be removed.</summary>
    Full,

    /// <summary>The disk refused the write (full, or failing). Nothing of the entry is in the journal; a later append may succeed.</summary>
    DiskRefused,

    Closed,
}

/// <param name="Payload">Valid until the next entry is read.</param>
public readonly record struct LogEntry(long Sequence, long ReceivedMs, ReadOnlyMemory<byte> Payload);

public sealed record SegmentLogOptions
{
    public required string Directory { get; init; }

    /// <summary>A segment is closed when it has reached this size, bytes.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>Bound of all segments together, bytes.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>How long covered segments stay for the interaction log.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>One entry's bound, bytes.</summary>
    public int MaxEntryBytes { get; init; } = 64 << 20;

    /// <summary>Off only in the test that shows what fsync is for.</summary>
    public bool Fsync { get; init; } = true;
}

/// <param name="Segments">Segments found.</param>
/// <param name="Entries">Entries that verified.</param>
/// <param name="CutBytes">Bytes cut from a torn tail.</param>
/// <param name="Problems">One line for each damaged place: file, byte and what is wrong.</param>
/// <param name="NewJournal">Whether the journal id is new.</param>
public sealed record RecoveryReport(int Segments, long Entries, long CutBytes, IReadOnlyList<string> Problems, bool NewJournal);
