using Plimsoll.Components;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// Hands one component its batches and remembers what it acknowledged. Used by one lane at a time. An attempt
/// whose outcome is unknown may be repeated: the component's watermark makes that harmless.
/// </summary>
internal sealed class LaneCourier(string component, IInferenceComponent target, LaneCoverage coverage, LaneServices services)
{
    private (Guid Journal, long Sequence)? _acknowledged;

    /// <summary>False when the component has to be caught up from the journal.</summary>
    public ValueTask<bool> DeliverAsync(LaneItem item)
    {
        var after = _acknowledged is { } last && last.Journal == item.JournalId ? last.Sequence : (long?)null;
        return AttemptAsync(new DeliveryBatch(item.JournalId, item.Sequence, item.ReceivedMs, item.Payload) { After = after });
    }

    /// <summary>Delivers what the journal holds above the component's watermark; false when that was not possible now.</summary>
    public async Task<bool> CatchUpAsync(long through)
    {
        try
        {
            var journal = services.Log.JournalId;
            var mark = await target.GetWatermarkAsync(journal);
            coverage.Restart(mark.SavedThrough);
            _acknowledged = (journal, mark.AppliedThrough);
            coverage.Acknowledged(journal, mark.AppliedThrough, mark.SavedThrough);
            await services.Scans.WaitAsync(services.Stopping);
            try
            {
                return await ReplayAsync(mark.AppliedThrough + 1, through);
            }
            finally
            {
                services.Scans.Release();
            }
        }
        catch (Exception trouble) when (!services.Stopping.IsCancellationRequested)
        {
            services.Events.DeliveryFailed(component, trouble);
            return false;
        }
    }

    private async Task<bool> ReplayAsync(long from, long through)
    {
        var parts = new List<JournalPart>();
        foreach (var entry in services.Log.ReadFrom(from))
        {
            if (entry.Sequence > through || services.Stopping.IsCancellationRequested)
                break;
            parts.Clear();
            if (!JournalEntry.TryReadParts(entry.Payload, parts, out _))
                continue;
            foreach (var part in parts)
            {
                if (part.Component == component && !await RepeatAsync(entry, part))
                    return false;
            }
        }
        return true;
    }

    /// <summary>The payload is copied: a call that timed out may still hold it when the journal's reader moves on.</summary>
    private ValueTask<bool> RepeatAsync(Storage.Journal.LogEntry entry, JournalPart part)
    {
        var journal = entry.JournalId;
        var after = _acknowledged is { } last && last.Journal == journal ? last.Sequence : 0;
        return AttemptAsync(new DeliveryBatch(journal, entry.Sequence, entry.ReceivedMs, part.Batch.ToArray()) { After = after });
    }

    private async ValueTask<bool> AttemptAsync(DeliveryBatch batch)
    {
        try
        {
            var receipt = await target.DeliverAsync(batch);
            services.Events.Delivered(component, batch, receipt);
            if (receipt.Outcome == DeliveryOutcome.Behind)
                return false;
            _acknowledged = (batch.JournalId, batch.Sequence);
            coverage.Acknowledged(batch.JournalId, batch.Sequence, receipt.SavedThrough);
            return true;
        }
        catch (Exception trouble) when (!services.Stopping.IsCancellationRequested)
        {
            services.Events.DeliveryFailed(component, trouble);
            return false;
        }
    }
}
