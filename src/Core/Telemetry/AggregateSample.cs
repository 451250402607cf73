using Plimsoll.Aggregation;

namespace Plimsoll.Telemetry;

/// <summary>
/// One point of a series that its sender aggregated: a counter or a distribution, cumulative since a start or the
/// change since the point before. The component makes changes of cumulative points itself, once each and in order.
/// </summary>
public sealed record AggregateSample
{
    public required string Component { get; init; }
    public string? Copy { get; init; }
    public string? Model { get; init; }
    public string? ModelVersion { get; init; }

    /// <summary>End of what the point covers, Unix milliseconds.</summary>
    public required long TimestampMs { get; init; }

    public TelemetrySource Source { get; init; }
    public AggregateFamily Family { get; init; }

    /// <summary>
    /// Hash of everything that tells the series from others: its metric, all its labels, its sender and
    /// <see cref="Target"/>. The same in every point, also after a restart of the gateway.
    /// </summary>
    public required ulong Series { get; init; }

    /// <summary>Whether the point counts since the series began; else since the point before.</summary>
    public required bool Cumulative { get; init; }

    /// <summary>
    /// Start of what the point covers, Unix milliseconds; null when the sender does not tell, as with what was scraped
    /// somewhere. A series that is new to the component counts from its first point on when that start is at most ten
    /// minutes back or after the source was first seen, and else, or without a start, from its second.
    /// </summary>
    public long? StartMs { get; init; }

    public required AggregateTarget Target { get; init; }

    /// <summary>The error type or finish reason, for the targets that have one.</summary>
    public string? Name { get; init; }

    /// <summary>Requests or tokens; not for a distribution.</summary>
    public long Value { get; init; }

    /// <summary>What <see cref="Distribution"/> is of.</summary>
    public Measure Measure { get; init; }

    public AggregateDistribution? Distribution { get; init; }
}
