using System.Numerics;
using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>Statistics of a distribution that a minute keeps when its histogram goes.</summary>
internal enum Statistic
{
    Mean = 0,
    P50 = 1,
    P90 = 2,
    P95 = 3,
    P99 = 4,
}

/// <summary>Mean and quantiles of the measures that one minute saw, as views show them (ms, tokens).</summary>
internal sealed class Statistics
{
    private const int PerMeasure = 5;

    private readonly ushort _present;
    private readonly float[] _values;

    private Statistics(ushort present)
    {
        _present = present;
        _values = new float[BitOperations.PopCount(present) * PerMeasure];
    }

    public static Statistics? Of(TrafficAggregate traffic)
    {
        ushort present = 0;
        for (var i = 0; i < Measures.Count; i++)
            present |= (ushort)(traffic[(Measure)i] is { Count: > 0 } ? 1 << i : 0);
        if (present == 0)
            return null;
        var statistics = new Statistics(present);
        var at = 0;
        for (var i = 0; i < Measures.Count; i++)
        {
            if ((present >> i & 1) == 0)
                continue;
            for (var s = 0; s < PerMeasure; s++)
                statistics._values[at++] = (float)Value(traffic[(Measure)i]!, (Measure)i, (Statistic)s)!.Value;
        }
        return statistics;
    }

    /// <summary>Null when the minute saw no value of the measure.</summary>
    public double? Get(Measure measure, Statistic statistic)
    {
        var bit = 1 << (int)measure;
        if ((_present & bit) == 0)
            return null;
        return _values[BitOperations.PopCount((uint)(_present & (bit - 1))) * PerMeasure + (int)statistic];
    }

    /// <summary>A statistic of a histogram as views show it; null when it is empty.</summary>
    public static double? Value(ExponentialHistogram histogram, Measure measure, Statistic statistic)
    {
        var value = statistic == Statistic.Mean
            ? histogram.Mean(measure.UnitsPerValue())
            : histogram.Quantile(Quantile(statistic));
        return value * measure.ViewFactor();
    }

    public void Write(StateWriter writer)
    {
        writer.Signed(_present);
        foreach (var value in _values)
            writer.Single(value);
    }

    public static Statistics Read(ref StateReader reader)
    {
        var statistics = new Statistics((ushort)reader.Between(0, (1 << Measures.Count) - 1));
        for (var i = 0; i < statistics._values.Length; i++)
            statistics._values[i] = reader.Single();
        return statistics;
    }

    private static double Quantile(Statistic statistic) => statistic switch
    {
        Statistic.P50 => 0.5,
        Statistic.P90 => 0.9,
        Statistic.P95 => 0.95,
        _ => 0.99,
    };
}
