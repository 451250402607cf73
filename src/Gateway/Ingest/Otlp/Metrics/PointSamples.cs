using System.Globalization;
using Plimsoll.Aggregation;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>Makes the samples that one data point tells of.</summary>
internal readonly struct PointSamples(Metric metric, DataPoint point, MetricLabels labels, SeriesIdentity identity)
{
    private const string StartLabel = "start_time_unix_nano";

    /// <summary>No samples for a point that tells nothing of a component.</summary>
    public Rejection? Make(SeriesMeaning meaning, out AggregateSample[] samples)
    {
        samples = [];
        return meaning switch
        {
            SeriesMeaning.Total total => Counters(total.Family, out samples, (total.Target, null)),
            SeriesMeaning.Finished finished => Counters(finished.Family, out samples,
                (AggregateTarget.Requests, null), (AggregateTarget.FinishReason, labels.Text(finished.ReasonLabel) ?? "unknown")),
            SeriesMeaning.Distribution distribution => Distribution(distribution, out samples),
            SeriesMeaning.Calls calls => Calls(calls, out samples),
            SeriesMeaning.TokenUsage usage => TokenUsage(usage, out samples),
            _ => null,
        };
    }

    private Rejection? Counters(AggregateFamily family, out AggregateSample[] samples, params ReadOnlySpan<(AggregateTarget Target, string? Name)> targets)
    {
        samples = [];
        if (point.Number is not { } value)
            return Not("a monotonic sum");
        samples = new AggregateSample[targets.Length];
        for (var i = 0; i < targets.Length; i++)
            samples[i] = Counter(family, targets[i].Target, value, targets[i].Name);
        return null;
    }

    private Rejection? Distribution(SeriesMeaning.Distribution meaning, out AggregateSample[] samples)
    {
        samples = [];
        if (Latency(meaning.Measure, out var distribution) is { } rejection)
            return rejection;
        samples = [Distribution(meaning.Family, meaning.Measure, distribution!)];
        return null;
    }

    private Rejection? Calls(SeriesMeaning.Calls calls, out AggregateSample[] samples)
    {
        samples = [];
        if (Latency(Measure.Total, out var distribution) is { } rejection)
            return rejection;
        var requests = Counter(calls.Family, AggregateTarget.Requests, distribution!.Count);
        samples = labels.ErrorType is { } error
            ? [requests, Counter(calls.Family, AggregateTarget.Errors, distribution.Count, error)]
            : [requests, Distribution(calls.Family, Measure.Total, distribution)];
        return null;
    }

    private Rejection? TokenUsage(SeriesMeaning.TokenUsage usage, out AggregateSample[] samples)
    {
        samples = [];
        if (Histogram(out var distribution) is { } rejection)
            return rejection;
        samples = labels.TokenType switch
        {
            "input" => [Counter(usage.Family, AggregateTarget.InputTokens, distribution!.Sum), Distribution(usage.Family, Measure.InputTokens, distribution)],
            "output" or "completion" => [Counter(usage.Family, AggregateTarget.OutputTokens, distribution!.Sum), Distribution(usage.Family, Measure.OutputTokens, distribution)],
            _ => [],
        };
        return null;
    }

    /// <summary>The distribution in the measure's unit.</summary>
    private Rejection? Latency(Measure measure, out AggregateDistribution? distribution)
    {
        if (Histogram(out distribution) is { } rejection)
            return rejection;
        if (!measure.IsLatency())
            return null;
        double? factor = metric.Unit switch
        {
            "s" or "" => 1,
            "ms" => 1e-3,
            "us" => 1e-6,
            "ns" => 1e-9,
            _ => null,
        };
        if (factor is null)
            return new Rejection("unknown_unit", "unit", $"unit of {metric.Name} must be s, ms, us or ns");
        distribution = HistogramReader.Scale(distribution!, factor.Value);
        return null;
    }

    private Rejection? Histogram(out AggregateDistribution? distribution)
    {
        distribution = point.Histogram;
        return distribution is null ? Not("a histogram")
            : point.HasSum ? null
            : new Rejection("missing", "sum", $"{metric.Name} has a point without sum");
    }

    private Rejection Not(string expected) => new("wrong_type", "data", $"{metric.Name} must be {expected}, not {DataPoints.KindOf(metric)}");

    private AggregateSample Counter(AggregateFamily family, AggregateTarget target, double value, string? name = null) =>
        Sample(family, target) with { Value = (long)Math.Round(Math.Clamp(value, -1, long.MaxValue / 2)), Name = name };

    private AggregateSample Distribution(AggregateFamily family, Measure measure, AggregateDistribution distribution) =>
        Sample(family, AggregateTarget.Distribution) with { Measure = measure, Distribution = distribution };

    private AggregateSample Sample(AggregateFamily family, AggregateTarget target)
    {
        labels.Describe(identity);
        var cumulative = point.IsCumulative is true;
        var start = cumulative && MetricNames.IsFromPrometheus(metric.Name) ? null : point.StartMs;
        // Processes that do not tell themselves apart began at different times.
        if (cumulative && start is not null)
            identity.Add(StartLabel, point.StartNanos.ToString(CultureInfo.InvariantCulture));
        return new()
        {
            Component = labels.Component(),
            Copy = family is AggregateFamily.Engine or AggregateFamily.Server or AggregateFamily.TokenWeighted ? labels.Copy : null,
            Model = labels.Model,
            ModelVersion = labels.ModelVersion,
            TimestampMs = point.TimestampMs,
            Source = TelemetrySource.Metrics,
            Family = family,
            Series = identity.Hash(metric.Name, target),
            Cumulative = cumulative,
            StartMs = start,
            Target = target,
        };
    }
}
