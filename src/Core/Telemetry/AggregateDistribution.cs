namespace Plimsoll.Telemetry;

/// <summary>
/// A histogram as its sender kept it, in seconds or tokens: with explicit bounds, or base-2 exponential as in
/// OpenTelemetry's data model.
/// </summary>
public sealed record AggregateDistribution
{
    /// <summary>
    /// Inclusive upper bounds, rising; <see cref="Counts"/> has one entry more, for what is above the last. Null for
    /// an exponential histogram.
    /// </summary>
    public IReadOnlyList<double>? Bounds { get; init; }

    /// <summary>−10 to 20: bucket i covers (2^(i·2^-scale), 2^((i+1)·2^-scale)].</summary>
    public int Scale { get; init; }

    /// <summary>Exponential index of the first entry of <see cref="Counts"/>.</summary>
    public int Offset { get; init; }

    /// <summary>Values that are 0, beside <see cref="Counts"/>.</summary>
    public long ZeroCount { get; init; }

    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>Seconds or tokens.</summary>
    public required double Sum { get; init; }

    /// <summary>Least value, where the sender keeps it; only of use in a point that is not cumulative.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest value, where the sender keeps it; only of use in a point that is not cumulative.</summary>
    public double? Max { get; init; }

    /// <summary>All values.</summary>
    public long Count => ZeroCount + Counts.Sum();
}
