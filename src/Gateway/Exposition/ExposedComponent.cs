using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Exposition;

/// <summary>One component of a scrape, its sketches already folded, and dropped where the format has no use for them, so that a scrape of a large fleet stays small.</summary>
/// <param name="Labels">The component's label.</param>
/// <param name="Histograms">In the order of <see cref="ComponentFamilies.Histograms"/>; null where there is none.</param>
/// <param name="Stages">By the labels of component and stage.</param>
internal sealed record ExposedComponent(
    LabelSet Labels, ComponentMetrics Metrics, IReadOnlyList<ClassicHistogram?> Histograms, IReadOnlyList<(LabelSet Labels, ClassicHistogram Histogram)> Stages)
{
    public static ExposedComponent Of(ComponentMetrics metrics, bool keepSketches) => new(
        LabelSet.Of("component", metrics.Component),
        metrics with { Histograms = new Dictionary<string, HistogramView>(), Stages = new Dictionary<string, HistogramView>() },
        [.. ComponentFamilies.Histograms.Select(h => metrics.Histograms.TryGetValue(h.Key, out var sketch) ? ClassicHistogram.Of(sketch, h.Bounds, keepSketches, metrics.Exemplars.GetValueOrDefault(h.Key) ?? []) : null)],
        [.. metrics.Stages.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (
            LabelSet.Of(("component", metrics.Component), ("stage", s.Key)), ClassicHistogram.Of(s.Value, ClassicBounds.Duration, keepSketches, [])))]);
}
