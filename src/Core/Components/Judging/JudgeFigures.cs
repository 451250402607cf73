using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.Components.Judging;

/// <summary>What judging took and found since the component began.</summary>
internal sealed class JudgeFigures
{
    public JudgeCost Spent { get; private set; }

    /// <summary>The judge's own time for a call.</summary>
    public ExponentialHistogram Latency { get; private init; } = new();

    /// <summary>Answers judged a second time.</summary>
    public long Repeated { get; private set; }

    /// <summary>Σ |second − first| of the composite.</summary>
    public double RepeatedDifference { get; private set; }

    public long HarmUnconfirmed { get; set; }
    public long HarmConfirmed { get; set; }

    public void Called(JudgeCost cost, long latencyMs)
    {
        Spent += cost;
        Latency.Record(HistogramPoint.OfNanoseconds(Math.Max(0, latencyMs) * 1_000_000));
    }

    /// <summary>Of calls that nobody reported: they count with the most that they can have cost, and say nothing of the judge's time.</summary>
    public void Forfeited(JudgeCost cost) => Spent += cost;

    public void Repeat(double first, double second)
    {
        Repeated++;
        RepeatedDifference += Math.Abs(second - first);
    }

    public void Write(StateWriter writer)
    {
        Spent.Write(writer);
        HistogramCodec.Write(Latency, writer);
        writer.Count(Repeated);
        writer.Double(RepeatedDifference);
        writer.Count(HarmUnconfirmed);
        writer.Count(HarmConfirmed);
    }

    public static JudgeFigures Read(ref StateReader reader) => new()
    {
        Spent = JudgeCost.Read(ref reader),
        Latency = HistogramCodec.Read(ref reader),
        Repeated = reader.Count(),
        RepeatedDifference = reader.Double(),
        HarmUnconfirmed = reader.Count(),
        HarmConfirmed = reader.Count(),
    };
}
