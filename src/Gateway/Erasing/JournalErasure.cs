using Plimsoll.Privacy.Erasure;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Erasing;

/// <summary>Takes a user out of the finished segments of one journal.</summary>
/// <param name="forget">Gives up what was derived from a segment.</param>
/// <param name="progress">Told of each segment.</param>
internal sealed class JournalErasure(SegmentLog log, EntryErasure entries, Action<LogSegment> forget, Action progress)
{
    public ErasureTally Tally => entries.Tally;

    private IEnumerable<LogSegment> Finished => log.Segments().Where(s => !s.IsLast);

    /// <summary>Remembers what the rows tell of the user.</summary>
    public void Learn(CancellationToken stopping)
    {
        foreach (var segment in Finished)
        {
            stopping.ThrowIfCancellationRequested();
            foreach (var placed in log.ReadSegment(segment, LogSegment.StartOffset, segment.Bytes, segment.First - 1))
                entries.Learn(placed.Entry.Payload);
            progress();
        }
    }

    /// <param name="keepKeysFromMs">Entries received from then on keep their deduplication keys, Unix milliseconds.</param>
    public void Rewrite(long keepKeysFromMs, CancellationToken stopping)
    {
        foreach (var segment in Finished)
        {
            stopping.ThrowIfCancellationRequested();
            var changed = log.RewriteSegment(segment, Rewritten, () => forget(segment));
            // An index that was made from the old bytes meanwhile.
            if (changed > 0)
                forget(segment);
            progress();
        }

        ReadOnlyMemory<byte>? Rewritten(in LogEntry entry)
        {
            // An array that is null would become a memory that is not.
            if (entries.Erase(entry.Payload, entry.ReceivedMs >= keepKeysFromMs) is not { } erased)
                return null;
            return erased;
        }
    }
}
