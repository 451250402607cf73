using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>
/// One inference component wherever it lives: in this process or as a grain. Calls for one component run one
/// at a time; views may interleave between deliveries but never see half of one.
/// </summary>
public interface IInferenceComponent
{
    Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch);

    Task<Watermark> GetWatermarkAsync(Guid journalId);

    Task<ComponentView> GetViewAsync();

    Task<SeriesSet> GetSeriesAsync(SeriesQuery query);

    /// <summary>Counters, gauges and histograms for the exposition.</summary>
    Task<ComponentMetrics> GetMetricsAsync();

    /// <summary>Commits a checkpoint now if anything has changed since the last.</summary>
    Task<Watermark> CheckpointAsync(Guid journalId);
}
