using Google.Protobuf.Collections;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>What all kinds of data points have in common.</summary>
/// <param name="Number">The value of a gauge or sum; null for a histogram.</param>
/// <param name="Histogram">The distribution of a histogram; null for a gauge or sum.</param>
/// <param name="HasSum">Whether a histogram has its sum: exporters leave it out where values may be negative.</param>
/// <param name="IsCumulative">Null where the temporality is not told.</param>
/// <param name="Rises">Whether the value only rises, or counts what does.</param>
internal readonly record struct DataPoint(
    ulong StartNanos, ulong TimeNanos, RepeatedField<KeyValue> Attributes, bool? IsCumulative, bool Rises,
    double? Number, AggregateDistribution? Histogram, bool HasSum)
{
    private const ulong NanosPerMs = 1_000_000;

    public long TimestampMs => (long)(TimeNanos / NanosPerMs);

    /// <summary>Null when it is not told.</summary>
    public long? StartMs => StartNanos == 0 ? null : (long)(StartNanos / NanosPerMs);
}
