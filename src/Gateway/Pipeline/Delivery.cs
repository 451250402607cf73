using System.Collections.Concurrent;
using Plimsoll.Components;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Spreads durable journal entries over the components' lanes.</summary>
internal sealed class Delivery(IComponentDirectory directory, LaneServices services, long dispatchedThrough)
{
    private readonly ConcurrentDictionary<string, DeliveryLane> _lanes = new(StringComparer.Ordinal);
    private long _dispatchedThrough = dispatchedThrough;

    public int CatchingUp => _lanes.Values.Count(l => l.CatchingUp);

    /// <summary>Takes over the caller's hold on the entry. Called in the order of sequences.</summary>
    public void Dispatch(EncodedEntry entry, Guid journal, long sequence, long receivedMs)
    {
        foreach (var part in entry.Parts)
        {
            entry.Hold();
            Lane(part.Component).Enqueue(new LaneItem(entry, journal, sequence, receivedMs, part.Batch));
        }
        Volatile.Write(ref _dispatchedThrough, sequence);
        entry.Release();
    }

    /// <summary>Gives a component everything above its watermark again.</summary>
    public void Redeliver(string component) => Lane(component).Redeliver(services.Log.JournalId, Volatile.Read(ref _dispatchedThrough));

    /// <summary>Highest sequence such that saved checkpoints cover it and everything before it.</summary>
    public async Task<long> CoveredThroughAsync()
    {
        var covered = Volatile.Read(ref _dispatchedThrough);
        foreach (var (component, lane) in _lanes)
        {
            await RefreshAsync(component, lane);
            if (lane.FirstOutstanding is { } first)
                covered = long.Min(covered, first - 1);
        }
        return covered;
    }

    private async Task RefreshAsync(string component, DeliveryLane lane)
    {
        try
        {
            await lane.RefreshCoverageAsync();
        }
        catch (Exception trouble) when (!services.Stopping.IsCancellationRequested)
        {
            services.Events.DeliveryFailed(component, trouble);
        }
    }

    private DeliveryLane Lane(string component) =>
        _lanes.GetOrAdd(component, static (name, self) => new DeliveryLane(name, self.directory.Get(name), self.services), (directory, services));
}
