using Plimsoll.Storage.Journal;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// What a start reads back from the journal: the ids of the deduplication window, and every entry that checkpoints
/// may not cover, delivered again with its original receive time.
/// </summary>
internal sealed class JournalReplay(
    SegmentLog log, Delivery delivery, DedupWindow window, Backlog backlog, ComponentAdmission admission, PipelineEvents events)
{
    private readonly List<UInt128> _keys = [];
    private long _entries;

    /// <param name="mark">Where reading may begin.</param>
    /// <param name="rememberFromMs">Ids received before this are forgotten, Unix milliseconds.</param>
    /// <param name="maxBacklogBytes">Reading waits while more than this is undelivered.</param>
    public async Task RunAsync(DeliveryMark mark, long rememberFromMs, long maxBacklogBytes, CancellationToken cancellationToken)
    {
        foreach (var entry in log.ReadFrom(long.Min(mark.Covered, mark.Expired) + 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.Sequence > mark.Expired && entry.ReceivedMs >= rememberFromMs)
                Remember(entry);
            if (entry.Sequence > mark.Covered)
                Dispatch(entry);
            await backlog.FallenToAsync(maxBacklogBytes).WaitAsync(cancellationToken);
        }
        await backlog.FallenToAsync(0).WaitAsync(cancellationToken);
        events.Recovered(_entries, window.Count);
    }

    private void Remember(LogEntry entry)
    {
        _keys.Clear();
        if (!JournalEntry.TryReadDedupKeys(entry.Payload, _keys, out _))
            return;
        foreach (var key in _keys)
            window.TryAdd(key);
    }

    private void Dispatch(LogEntry entry)
    {
        if (EncodedEntry.Copy(entry.Payload.Span, backlog, out var error) is { } copy)
        {
            foreach (var part in copy.Parts)
                admission.Remember(part.Component);
            delivery.Dispatch(copy, entry.JournalId, entry.Sequence, entry.ReceivedMs);
        }
        else
            events.Undecodable(entry, error ?? "");
        _entries++;
    }
}
