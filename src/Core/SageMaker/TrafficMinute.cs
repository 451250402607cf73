namespace Plimsoll.SageMaker;

/// <summary>One minute of one component as CloudWatch tells it; what it does not tell is null.</summary>
public sealed record TrafficMinute(string Component, long Minute)
{
    public long? Requests { get; init; }

    /// <summary>By type: <c>4xx</c>, <c>5xx</c> and <c>model</c>, the model's failures that are neither.</summary>
    public IReadOnlyDictionary<string, long> Errors { get; init; } = new Dictionary<string, long>();

    public LatencyStatistics? Latency { get; init; }
}

/// <summary>Microseconds.</summary>
public sealed record LatencyStatistics(double Count, double Average, double Minimum, double P50, double P90, double P99, double Maximum);
