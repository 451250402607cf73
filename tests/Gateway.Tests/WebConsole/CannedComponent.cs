using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.WebConsole;

/// <summary>A component that answers with what the test gave it.</summary>
public sealed class CannedComponent(ComponentView view, Func<string, DateTimeOffset, double?>? series = null) : IInferenceComponent
{
    public string Name => View.Summary.Component;

    /// <summary>May be replaced while a page is open.</summary>
    public ComponentView View { get; set; } = view;

    public Task<ComponentView> GetViewAsync() => Task.FromResult(View);

    public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) =>
        Task.FromResult(new SeriesSet(query.Step, [.. query.Metrics.Select(m => Series(m, query))]));

    public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) => throw new NotSupportedException();

    public Task<Watermark> GetWatermarkAsync(Guid journalId) => throw new NotSupportedException();

    public Task<ComponentMetrics> GetMetricsAsync() => throw new NotSupportedException();

    public Task<Watermark> CheckpointAsync(Guid journalId) => throw new NotSupportedException();

    private SeriesView Series(string metric, SeriesQuery query)
    {
        var points = new List<SeriesPoint>();
        for (var at = query.From; at < query.To; at += query.Step)
            points.Add(new SeriesPoint(at, series?.Invoke(metric, at)));
        return new SeriesView(metric, points);
    }
}
