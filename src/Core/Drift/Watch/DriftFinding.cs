using System.Text.Json.Serialization;

namespace Plimsoll.Drift.Watch;

/// <summary>How a signal was compared; snake case is its name everywhere.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftTest>))]
public enum DriftTest : byte
{
    [JsonStringEnumMemberName("psi")]
    PopulationStability,

    [JsonStringEnumMemberName("ks")]
    KolmogorovSmirnov,

    [JsonStringEnumMemberName("welch")]
    Welch,

    [JsonStringEnumMemberName("cusum")]
    Cusum,

    [JsonStringEnumMemberName("mann_kendall")]
    MannKendall,

    [JsonStringEnumMemberName("kl")]
    KullbackLeibler,

    [JsonStringEnumMemberName("js")]
    JensenShannon,

    [JsonStringEnumMemberName("mmd")]
    MeanDiscrepancy,

    [JsonStringEnumMemberName("semantic")]
    SemanticDrift,
}

/// <summary>The tests' names as labels.</summary>
public static class DriftTestNames
{
    public static string Label(this DriftTest test) => test switch
    {
        DriftTest.PopulationStability => "psi",
        DriftTest.KolmogorovSmirnov => "ks",
        DriftTest.Welch => "welch",
        DriftTest.Cusum => "cusum",
        DriftTest.KullbackLeibler => "kl",
        DriftTest.JensenShannon => "js",
        DriftTest.MeanDiscrepancy => "mmd",
        DriftTest.SemanticDrift => "semantic",
        _ => "mann_kendall",
    };
}

/// <summary>One bar of a picture of two distributions.</summary>
/// <param name="UpTo">Upper end of the bar, inclusive, in the signal's unit: milliseconds, tokens, characters or a score.</param>
/// <param name="Baseline">Share, 0 to 1.</param>
/// <param name="Current">Share, 0 to 1.</param>
public readonly record struct DriftBar(double UpTo, double Baseline, double Current);

/// <summary>What one test said of one signal in the last hour that ended.</summary>
/// <param name="Statistic">PSI, Kolmogorov's D, shift of the mean, cumulative sum, slope a day, nats, MMD², or a difference of cosines.</param>
/// <param name="Threshold">What the statistic must reach, besides being no chance.</param>
/// <param name="PValue">Adjusted for the other tests of the hour (Benjamini and Hochberg); null for a sum that has none.</param>
/// <param name="BaselineCount">Values that the baseline is worth.</param>
/// <param name="Drifts">Large enough, beyond chance, and a discovery among all hours (ADDIS).</param>
/// <param name="Since">Unix hour since which it drifts without a break; null where it does not.</param>
/// <param name="Picture">Both distributions; empty for tests of means.</param>
public sealed record DriftFinding(
    string Signal, DriftTest Test, double Statistic, double Threshold, double? PValue, double BaselineCount, double CurrentCount,
    bool Drifts, long? Since, IReadOnlyList<DriftBar> Picture);
