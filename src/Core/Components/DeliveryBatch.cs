namespace Plimsoll.Components;

/// <summary>One journalled batch on its way to a component.</summary>
/// <param name="JournalId">The journal it stands in; a wiped or truncated journal has a new id.</param>
/// <param name="Sequence">Position in that journal, from 1, rising; a component drops what is at or below its watermark.</param>
/// <param name="ReceivedMs">When the gateway received it, Unix milliseconds: lateness is judged against this, never against delivery.</param>
/// <param name="Payload">A batch of <see cref="Telemetry.RecordBatchWriter"/>; must not change after the call.</param>
public sealed record DeliveryBatch(Guid JournalId, long Sequence, long ReceivedMs, ReadOnlyMemory<byte> Payload)
{
    /// <summary>
    /// Sequence of the component's batch before this one in the same journal; 0 for the first, null when not known.
    /// A host whose component has not applied it answers <see cref="DeliveryOutcome.Behind"/> and changes nothing.
    /// </summary>
    public long? After { get; init; }
}

public enum DeliveryOutcome
{
    /// <summary>Counted.</summary>
    Applied,

    /// <summary>At or below the watermark: dropped.</summary>
    AlreadyApplied,

    /// <summary>Its Apply failed or it does not decode: kept aside, counted, never tried again by itself.</summary>
    SetAside,

    /// <summary>The component went back to a checkpoint: nothing changed, deliver everything above its watermark again.</summary>
    Behind,
}

/// <param name="Outcome">What became of the batch.</param>
/// <param name="SavedThrough">Highest sequence of this journal that a committed checkpoint covers; 0 for none.</param>
/// <param name="Reason">Why it was set aside.</param>
public sealed record DeliveryReceipt(DeliveryOutcome Outcome, long SavedThrough, string? Reason = null);

/// <summary>What a component has of one journal: applied in memory, and covered by a committed checkpoint.</summary>
public readonly record struct Watermark(long AppliedThrough, long SavedThrough);
