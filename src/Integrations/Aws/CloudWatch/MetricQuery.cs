namespace Plimsoll.Integrations.Aws.CloudWatch;

/// <summary>One of up to 500 queries of GetMetricData: a metric's statistic or an expression over others. Null is left out.</summary>
/// <param name="Id">Begins with a lower-case letter; unique in the call.</param>
internal sealed record MetricQuery(string Id)
{
    public MetricStatistic? MetricStat { get; init; }

    public string? Expression { get; init; }

    public string? Label { get; init; }

    public bool? ReturnData { get; init; }
}

/// <param name="Period">Seconds.</param>
/// <param name="Stat">Such as <c>Average</c>, <c>SampleCount</c> or <c>p99</c>.</param>
internal sealed record MetricStatistic(Metric Metric, int Period, string Stat)
{
    public string? Unit { get; init; }
}

internal sealed record Metric(string Namespace, string MetricName, IReadOnlyList<Dimension>? Dimensions);

/// <param name="EndTime">Excluded.</param>
internal sealed record GetMetricDataInput(IReadOnlyList<MetricQuery> MetricDataQueries, DateTimeOffset StartTime, DateTimeOffset EndTime)
{
    /// <summary>Of the page before; null for the first one.</summary>
    public string? NextToken { get; init; }

    /// <summary><c>TimestampAscending</c> or <c>TimestampDescending</c>.</summary>
    public string? ScanBy { get; init; }

    /// <summary>Up to 100,800.</summary>
    public int? MaxDatapoints { get; init; }

    public LabelOptions? LabelOptions { get; init; }
}

internal sealed record LabelOptions(string Timezone);

/// <param name="NextToken">Null on the last page.</param>
internal sealed record GetMetricDataOutput(IReadOnlyList<MetricSeries>? MetricDataResults, string? NextToken);

/// <param name="StatusCode"><c>Complete</c>, <c>PartialData</c>, <c>InternalError</c> or <c>Forbidden</c>.</param>
internal sealed record MetricSeries(string Id, string? Label, IReadOnlyList<DateTimeOffset>? Timestamps, IReadOnlyList<double>? Values, string? StatusCode);

/// <summary>Asks which metrics there are. Null is left out.</summary>
internal sealed record ListMetricsInput
{
    public string? Namespace { get; init; }

    public string? MetricName { get; init; }

    public IReadOnlyList<DimensionFilter>? Dimensions { get; init; }

    /// <summary><c>PT3H</c> for those alone that had data in the last three hours.</summary>
    public string? RecentlyActive { get; init; }

    /// <summary>Of the page before; null for the first one.</summary>
    public string? NextToken { get; init; }
}

/// <param name="Value">Null for any.</param>
internal sealed record DimensionFilter(string Name, string? Value);

/// <param name="NextToken">Null on the last page.</param>
internal sealed record ListMetricsOutput(IReadOnlyList<Metric>? Metrics, string? NextToken);
