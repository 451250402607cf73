using System.IO.Pipelines;
using Plimsoll.Components;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Streams the families of all components, flushing as it goes.</summary>
internal sealed class ComponentExposition(IComponentDirectory directory)
{
    /// <summary>Components of one scrape; beyond it those that were seen longest ago are left out, and counted.</summary>
    public const int MaxComponents = 2_000;

    private const int FlushBytes = 32 * 1024;

    private static readonly LabelSet Used = LabelSet.Of("state", "used");
    private static readonly LabelSet Free = LabelSet.Of("state", "free");

    private static readonly MetricFamily LeftOut = new(
        "plimsoll_gateway_exposition_components_left_out", MetricType.Gauge, $"Components beyond the {MaxComponents} of one scrape.");

    /// <param name="output">Flushed as the writer fills it; null where the writer keeps what is written.</param>
    public async Task WriteAsync(PipeWriter? output, IExpositionWriter writer, bool keepSketches, CancellationToken cancellationToken)
    {
        var fleet = await directory.ListAsync();
        var components = new List<ExposedComponent>();
        foreach (var row in fleet.OrderByDescending(c => c.LastSeen).Take(MaxComponents).OrderBy(c => c.Component, StringComparer.Ordinal))
            components.Add(ExposedComponent.Of(await directory.Get(row.Component).GetMetricsAsync(), keepSketches));

        foreach (var write in Families(writer))
        {
            foreach (var component in components)
            {
                write(component);
                if (output is { UnflushedBytes: >= FlushBytes })
                    await output.FlushAsync(cancellationToken);
            }
        }
        writer.Begin(LeftOut);
        writer.Sample(LabelSet.Empty, fleet.Count - components.Count);
    }

    /// <summary>Begins one family after the other; each action writes one component's samples of it.</summary>
    private static IEnumerable<Action<ExposedComponent>> Families(IExpositionWriter writer)
    {
        writer.Begin(ComponentFamilies.Info);
        yield return c => writer.Sample(c.Labels, 1, LabelSet.Of("model_version", c.Metrics.ModelVersion));
        foreach (var (family, value) in ComponentFamilies.Scalars)
        {
            writer.Begin(family);
            yield return c =>
            {
                if (value(c.Metrics) is { } known)
                    writer.Sample(c.Labels, known);
            };
        }
        writer.Begin(ComponentFamilies.Errors);
        yield return c =>
        {
            foreach (var (type, count) in c.Metrics.ErrorsByType.OrderBy(e => e.Key, StringComparer.Ordinal))
                writer.Sample(c.Labels, count, LabelSet.Of("error_type", type));
        };
        writer.Begin(ComponentFamilies.Gpus);
        yield return c =>
        {
            if (c.Metrics.GpusUsed is { } used)
                writer.Sample(c.Labels, used, Used);
            if (c.Metrics.GpusFree is { } free)
                writer.Sample(c.Labels, free, Free);
        };
        foreach (var write in QualityFamilies.Writers(writer).Concat(GoldenFamilies.Writers(writer)).Concat(RolloutFamilies.Writers(writer)))
            yield return write;
        writer.Begin(ComponentFamilies.Drift);
        yield return c =>
        {
            foreach (var score in c.Metrics.Drift)
                writer.Sample(c.Labels, score.Statistic, LabelSet.Of(("signal", score.Signal), ("test", score.Test.Label())));
        };
        writer.Begin(ComponentFamilies.Alerts);
        yield return c =>
        {
            foreach (var (labels, count) in AlertLabels.Count(c.Metrics.Alerts))
                writer.Sample(c.Labels, count, labels);
        };
        writer.Begin(ComponentFamilies.Stages);
        yield return c =>
        {
            foreach (var (labels, histogram) in c.Stages)
                writer.Histogram(labels, ClassicBounds.Duration, histogram);
        };
        for (var i = 0; i < ComponentFamilies.Histograms.Count; i++)
        {
            var (index, bounds) = (i, ComponentFamilies.Histograms[i].Bounds);
            writer.Begin(ComponentFamilies.Histograms[i].Family);
            yield return c =>
            {
                if (c.Histograms[index] is { } histogram)
                    writer.Histogram(c.Labels, bounds, histogram);
            };
        }
    }
}
