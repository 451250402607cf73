using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Query;

/// <summary>Components with canned answers.</summary>
internal sealed class FakeDirectory(params FakeComponent[] components) : IComponentDirectory
{
    public IInferenceComponent Get(string component) => components.Single(c => c.Name == component);

    public Task<IReadOnlyList<ComponentSummary>> ListAsync() =>
        Task.FromResult<IReadOnlyList<ComponentSummary>>([.. components.Select(c => c.View.Summary)]);

    public Task<IReadOnlyList<string>> ListNamesAsync() => Task.FromResult<IReadOnlyList<string>>([.. components.Select(c => c.Name).Order(StringComparer.Ordinal)]);

    public Task<bool> ExistsAsync(string component) => Task.FromResult(components.Any(c => c.Name == component));
}

internal sealed class FakeComponent : IInferenceComponent
{
    public required ComponentView View { get; init; }
    public ComponentMetrics? Metrics { get; init; }
    public Func<SeriesQuery, SeriesSet> Series { get; init; } = q =>
        new SeriesSet(q.Step, [.. q.Metrics.Select(m => new SeriesView(m, [new SeriesPoint(q.From, 1.5), new SeriesPoint(q.From + q.Step, null)]))]);

    /// <summary>The last question about a series.</summary>
    public SeriesQuery? Asked { get; private set; }

    public string Name => View.Summary.Component;

    public Task<ComponentView> GetViewAsync() => Task.FromResult(View);

    public Task<SeriesSet> GetSeriesAsync(SeriesQuery query) => Task.FromResult(Series(Asked = query));

    public Task<ComponentMetrics> GetMetricsAsync() => Task.FromResult(Metrics ?? new ComponentMetrics { Component = Name });

    public Task<DeliveryReceipt> DeliverAsync(DeliveryBatch batch) => throw new NotSupportedException();

    public Task<Watermark> GetWatermarkAsync(Guid journalId) => throw new NotSupportedException();

    public Task<Watermark> CheckpointAsync(Guid journalId) => throw new NotSupportedException();
}
