using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Grains;

namespace Plimsoll.Silo.Gateways;

/// <summary>
/// A component in the cluster. A batch is copied before it leaves: its bytes belong to a buffer that is used again,
/// and a call that timed out may hold them longer than its caller.
/// </summary>
internal sealed class RemoteComponent(IInferenceComponentGrain grain) : IInferenceComponent
{
    public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) => grain.DeliverAsync(batch with { Payload = batch.Payload.ToArray() });

    public Task<Watermark> GetWatermarkAsync(Guid journalId) => grain.GetWatermarkAsync(journalId);

    public Task<ComponentView> GetViewAsync() => grain.GetViewAsync();

    public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) => grain.GetSeriesAsync(query);

    public Task<ComponentMetrics> GetMetricsAsync() => grain.GetMetricsAsync();

    public Task<Watermark> CheckpointAsync(Guid journalId) => grain.CheckpointAsync(journalId);
}
