namespace Plimsoll.Integrations.Aws.CloudWatch;

/// <summary>One datum for PutMetricData: either a value, or values with counts, or a set of statistics. Null is left out.</summary>
/// <param name="MetricName">Up to 255 characters.</param>
/// <param name="Timestamp">From two weeks ago to two hours ahead.</param>
internal sealed record MetricDatum(string MetricName, IReadOnlyList<Dimension>? Dimensions, DateTimeOffset Timestamp)
{
    public double? Value { get; init; }

    /// <summary>Up to 150 different ones.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>How often each of <see cref="Values"/> was seen.</summary>
    public IReadOnlyList<double>? Counts { get; init; }

    public StatisticSet? StatisticValues { get; init; }

    /// <summary>Such as <c>None</c>, <c>Count</c> or <c>Milliseconds</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Seconds: 1 or 60.</summary>
    public int? StorageResolution { get; init; }
}

internal sealed record Dimension(string Name, string Value);

internal sealed record StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum);

internal sealed record PutMetricDataInput(string Namespace, IReadOnlyList<MetricDatum> MetricData);
