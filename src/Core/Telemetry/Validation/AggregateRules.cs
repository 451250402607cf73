using System.Globalization;

namespace Plimsoll.Telemetry.Validation;

/// <summary>The rules for a series that its sender aggregated.</summary>
internal static class AggregateRules
{

    public static Rejection? Apply(AggregateSample sample) =>
        Check.Required(sample.Component, "component")
        ?? Check.Timestamp(sample.TimestampMs)
        ?? Check.Text(sample.Copy, "copy")
        ?? Check.Text(sample.Model, "model")
        ?? Check.Text(sample.ModelVersion, "model_version")
        ?? Start(sample)
        ?? Name(sample)
        ?? (sample.Target == AggregateTarget.Distribution ? Distribution(sample.Distribution) : Total(sample.Value, "value"));

    private static Rejection? Start(AggregateSample sample) =>
        sample.StartMs is not { } start || (start >= 0 && start <= sample.TimestampMs) ? null
        : OutOfRange("start_timestamp", start, "0 and the timestamp");

    private static Rejection? Name(AggregateSample sample) => sample.Target switch
    {
        AggregateTarget.Errors => Check.Required(sample.Name, "error_type"),
        AggregateTarget.FinishReason => Check.Required(sample.Name, "finish_reason"),
        _ => null,
    };

    private static Rejection? Distribution(AggregateDistribution? distribution) =>
        distribution is null ? new Rejection("missing", "distribution", "distribution is missing")
        : Check.AtMost(distribution.Counts.Count, TelemetryLimits.Buckets, "buckets")
        ?? Check.Range(distribution.Sum, "sum", 0, TelemetryLimits.Total)
        ?? Check.Range(distribution.Min, "min", 0, TelemetryLimits.Total)
        ?? Check.Range(distribution.Max, "max", 0, TelemetryLimits.Total)
        ?? Counts(distribution)
        ?? (distribution.Bounds is { } bounds ? Bounds(bounds, distribution.Counts.Count) : Scale(distribution.Scale));

    private static Rejection? Counts(AggregateDistribution distribution)
    {
        var total = (Int128)distribution.ZeroCount;
        if (distribution.ZeroCount < 0)
            return OutOfRange("zero_count", distribution.ZeroCount, $"0 and {TelemetryLimits.Total}");
        foreach (var count in distribution.Counts)
        {
            if (count < 0)
                return OutOfRange("bucket_counts", count, $"0 and {TelemetryLimits.Total}");
            total += count;
        }
        return total <= TelemetryLimits.Total ? null
            : new Rejection("out_of_range", "bucket_counts", $"bucket_counts make {total} together; at most {TelemetryLimits.Total} are taken");
    }

    private static Rejection? Bounds(IReadOnlyList<double> bounds, int counts)
    {
        if (bounds.Count + 1 != counts)
            return new Rejection("bad_buckets", "explicit_bounds", $"explicit_bounds has {bounds.Count} entries and bucket_counts {counts}; there must be one count more");
        for (var i = 0; i < bounds.Count; i++)
        {
            if (Check.Finite(bounds[i], "explicit_bounds") is { } rejection)
                return rejection;
            if (i > 0 && bounds[i] <= bounds[i - 1])
                return new Rejection("bad_buckets", "explicit_bounds", $"explicit_bounds {Check.Show(bounds[i])} follows {Check.Show(bounds[i - 1])}; bounds must rise");
        }
        return null;
    }

    private static Rejection? Scale(int scale) =>
        scale is >= TelemetryLimits.CoarsestScale and <= TelemetryLimits.FinestScale
            ? null
            : OutOfRange("scale", scale, $"{TelemetryLimits.CoarsestScale} and {TelemetryLimits.FinestScale}");

    private static Rejection? Total(long value, string field) =>
        value is >= 0 and <= TelemetryLimits.Total ? null : OutOfRange(field, value, $"0 and {TelemetryLimits.Total}");

    private static Rejection OutOfRange(string field, long value, string bounds) =>
        new("out_of_range", field, $"{field} {value.ToString(CultureInfo.InvariantCulture)} is not between {bounds}");
}
