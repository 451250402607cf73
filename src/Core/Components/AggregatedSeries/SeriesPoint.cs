using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>The last point of one cumulative series.</summary>
/// <param name="AtMs">Its time, never after it was received.</param>
/// <param name="SeenMs">When it was received.</param>
/// <param name="StartMs">Start of the series; -1 when not known.</param>
internal sealed record SeriesPoint(long AtMs, long SeenMs, long StartMs, long Value, AggregateDistribution? Distribution)
{
    public void Write(StateWriter writer)
    {
        writer.Count(AtMs);
        writer.Count(SeenMs);
        writer.Signed(StartMs);
        writer.Count(Value);
        writer.Optional(Distribution, WriteDistribution);
    }

    public static SeriesPoint Read(ref StateReader reader) =>
        new(reader.Count(), reader.Count(), reader.Signed(), reader.Count(), reader.Optional(ReadDistribution));

    private static void WriteDistribution(AggregateDistribution distribution, StateWriter writer)
    {
        writer.Double(distribution.Sum);
        writer.Count(distribution.ZeroCount);
        writer.Signed(distribution.Scale);
        writer.Signed(distribution.Offset);
        writer.Count(distribution.Counts.Count);
        foreach (var count in distribution.Counts)
            writer.Count(count);
        writer.Bool(distribution.Bounds is not null);
        foreach (var bound in distribution.Bounds ?? [])
            writer.Double(bound);
    }

    private static AggregateDistribution ReadDistribution(ref StateReader reader)
    {
        var (sum, zeroCount) = (reader.Double(), reader.Count());
        var (scale, offset) = (reader.Between(int.MinValue, int.MaxValue), reader.Between(int.MinValue, int.MaxValue));
        var counts = new long[reader.Length(TelemetryLimits.Buckets)];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = reader.Count();
        double[]? bounds = null;
        if (reader.Bool())
        {
            bounds = new double[Math.Max(counts.Length - 1, 0)];
            for (var i = 0; i < bounds.Length; i++)
                bounds[i] = reader.Double();
        }
        return new() { Sum = sum, ZeroCount = zeroCount, Scale = scale, Offset = offset, Counts = counts, Bounds = bounds };
    }
}
