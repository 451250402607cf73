namespace Plimsoll.Aggregation;

/// <summary>What one change of an aggregated series adds to every aggregate that covers it.</summary>
public sealed class AggregateIncrement
{
    public TrafficCounters Counters { get; init; }

    /// <summary>Null for a change that is not of errors.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Null for a change that is not of finish reasons.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Requests of the <see cref="FinishReason"/>.</summary>
    public long Finished { get; init; }

    /// <summary>What <see cref="Distribution"/> is of.</summary>
    public Measure Measure { get; init; }

    public ExponentialHistogram? Distribution { get; init; }
}
