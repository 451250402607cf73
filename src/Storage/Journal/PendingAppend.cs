namespace Plimsoll.Storage.Journal;

/// <param name="Sequence">The entry's place, rising from 1; 0 when it was not even queued.</param>
/// <param name="Durable">Completes after the fsync, or with the reason why the entry is not in the journal.</param>
public readonly record struct PendingAppend(long Sequence, Task<AppendOutcome> Durable);

public enum AppendOutcome
{
    Durable,

    /// <summary>The journal has reached <see cref="SegmentLogOptions.MaxBytes"/> and nothing may be removed.</summary>
    Full,

    /// <summary>More than <see cref="SegmentLogOptions.MaxPendingBytes"/> wait for the disk.</summary>
    Busy,

    /// <summary>The disk refused the write (full, or failing). Nothing of the entry is in the journal; a later append may succeed.</summary>
    DiskRefused,

    Closed,
}
