using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>Components whose deliveries are changed on the way.</summary>
internal abstract class DirectoryDecorator(IComponentDirectory inner) : IComponentDirectory
{
    public IInferenceComponent Get(string component) => new Component(inner.Get(component), Change);

    public Task<IReadOnlyList<ComponentSummary>> ListAsync() => inner.ListAsync();

    public Task<IReadOnlyList<string>> ListNamesAsync() => inner.ListNamesAsync();

    public Task<bool> ExistsAsync(string component) => inner.ExistsAsync(component);

    protected abstract DeliveryBatch Change(DeliveryBatch batch);

    private sealed class Component(IInferenceComponent inner, Func<DeliveryBatch, DeliveryBatch> change) : IInferenceComponent
    {
        public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) => inner.DeliverAsync(change(batch));

        public Task<Watermark> GetWatermarkAsync(Guid journalId) => inner.GetWatermarkAsync(journalId);

        public Task<ComponentView> GetViewAsync() => inner.GetViewAsync();

        public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) => inner.GetSeriesAsync(query);

        public Task<ComponentMetrics> GetMetricsAsync() => inner.GetMetricsAsync();

        public Task<Watermark> CheckpointAsync(Guid journalId) => inner.CheckpointAsync(journalId);
    }
}
