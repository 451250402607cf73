namespace Plimsoll.Gateway.Exposition;

internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,

    /// <summary>Constant 1 whose labels are the information.</summary>
    Info,
}

/// <param name="Name">Without the suffix that its samples carry (<c>_total</c>, <c>_bucket</c>, <c>_info</c>).</param>
/// <param name="Unit">Base unit with which the name ends; null for none.</param>
internal sealed record MetricFamily(string Name, MetricType Type, string Help, string? Unit = null)
{
    /// <summary>Suffix of the samples of types that have one sample a series.</summary>
    public string SampleSuffix => Type switch
    {
        MetricType.Counter => "_total",
        MetricType.Info => "_info",
        _ => "",
    };
}
