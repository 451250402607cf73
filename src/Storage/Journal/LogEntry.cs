namespace Plimsoll.Storage.Journal;

/// <param name="JournalId">
/// The journal it was written under, which may be an earlier one of the same directory: a watermark of that journal
/// still says whether it was applied.
/// </param>
/// <param name="Sequence">The entry's place, rising through all journals of a directory.</param>
/// <param name="Payload">Valid until the next entry is read.</param>
public readonly record struct LogEntry(Guid JournalId, long Sequence, long ReceivedMs, ReadOnlyMemory<byte> Payload);
