namespace Plimsoll.Aggregation;

/// <summary>What became of a value offered to a histogram; the name is a metric label.</summary>
public enum PointOutcome
{
    Counted,
    Negative,
    NotFinite,
}

/// <summary>A value ready for <see cref="ExponentialHistogram.Record"/>, so that several histograms share one bucket search.</summary>
public readonly struct HistogramPoint
{
    /// <summary>Values at or below it fall into the zero count; in the histogram's own unit.</summary>
    public const double ZeroThreshold = 1e-6;

    internal const int ZeroIndex = int.MinValue;

    private HistogramPoint(double value, long units, int index)
    {
        Value = value;
        Units = units;
        Index = index;
    }

    public double Value { get; }

    /// <summary>The value in whole units (nanoseconds, tokens), so that sums do not depend on order.</summary>
    public long Units { get; }

    /// <summary>Bucket at <see cref="ExponentialHistogram.DefaultScale"/>, or <see cref="ZeroIndex"/>.</summary>
    internal int Index { get; }

    /// <summary>Makes a point of any value, or says why it cannot be counted.</summary>
    /// <param name="value">In the histogram's unit: seconds or tokens.</param>
    /// <param name="units">The same in whole units, at least 0.</param>
    public static PointOutcome TryCreate(double value, long units, out HistogramPoint point)
    {
        point = default;
        if (!double.IsFinite(value))
            return PointOutcome.NotFinite;
        if (value < 0 || units < 0)
            return PointOutcome.Negative;
        point = Create(value, units);
        return PointOutcome.Counted;
    }

    /// <summary>A latency, recorded in seconds.</summary>
    public static HistogramPoint OfNanoseconds(long nanoseconds) => Create(nanoseconds / 1e9, nanoseconds);

    public static HistogramPoint OfCount(long count) => Create(count, count);

    private static HistogramPoint Create(double value, long units) =>
        new(value, units, value <= ZeroThreshold ? ZeroIndex : BucketIndex.Of(value, ExponentialHistogram.DefaultScale));
}
