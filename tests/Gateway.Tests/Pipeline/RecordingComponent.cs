using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>A component that only keeps watermark and sequence of what it was given, and fails when told to.</summary>
internal sealed class RecordingComponent : IInferenceComponent
{
    private readonly Lock _lock = new();
    private readonly List<long> _applied = [];
    private long _watermark;
    private long _saved;

    /// <summary>Called with every batch before it counts; may throw or wait.</summary>
    public Func<DeliveryBatch, Task>? Before { get; set; }

    public IReadOnlyList<long> Applied
    {
        get
        {
            lock (_lock)
                return [.. _applied];
        }
    }

    public async Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch)
    {
        if (Before is { } before)
            await before(batch);
        lock (_lock)
        {
            if (batch.After > _watermark)
                return new DeliveryReceipt(DeliveryOutcome.Behind, _saved);
            if (batch.Sequence <= _watermark)
                return new DeliveryReceipt(DeliveryOutcome.AlreadyApplied, _saved);
            _watermark = batch.Sequence;
            _applied.Add(batch.Sequence);
            return new DeliveryReceipt(DeliveryOutcome.Applied, _saved);
        }
    }

    public void Save()
    {
        lock (_lock)
            _saved = _watermark;
    }

    /// <summary>Goes back to what was saved, as after a crash of its host.</summary>
    public void GoBack()
    {
        lock (_lock)
        {
            _watermark = _saved;
            _applied.RemoveAll(s => s > _saved);
        }
    }

    public Task<Watermark> GetWatermarkAsync(Guid journalId)
    {
        lock (_lock)
            return Task.FromResult(new Watermark(_watermark, _saved));
    }

    public Task<Watermark> CheckpointAsync(Guid journalId)
    {
        Save();
        return GetWatermarkAsync(journalId);
    }

    public Task<ComponentView> GetViewAsync() => throw new NotSupportedException();

    public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) => throw new NotSupportedException();

    public Task<ComponentMetrics> GetMetricsAsync() => throw new NotSupportedException();
}
