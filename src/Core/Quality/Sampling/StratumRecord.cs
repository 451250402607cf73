using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>One stratum: how many requests it had today, how its scores vary, and its weight for today.</summary>
internal sealed class StratumRecord
{
    private const int KnownFrom = 10;

    public long Served { get; set; }

    public RunningMoments Scores { get; private init; } = new();

    public double Weight { get; set; } = 1;

    public double Deviation => Scores.Count < KnownFrom ? NeymanAllocation.UnknownDeviation : Math.Max(Scores.Deviation, 0.01);

    public void Write(StateWriter writer)
    {
        writer.Count(Served);
        writer.Double(Weight);
        Scores.Write(writer);
    }

    public static StratumRecord Read(ref StateReader reader) =>
        new() { Served = reader.Count(), Weight = reader.Double(), Scores = RunningMoments.Read(ref reader) };
}
