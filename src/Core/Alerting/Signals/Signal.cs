using Plimsoll.Alerting.Expressions;

namespace Plimsoll.Alerting.Signals;

/// <summary>One number of a component that rules may compare.</summary>
/// <param name="Name">As rules write it, for example <c>latency.total.p95</c>.</param>
/// <param name="Metric">The series that has it, for example <c>total_latency_ms.p95</c>; null for what judges and golden sets score.</param>
/// <param name="Score">The score that it is the mean of; null for what has a series.</param>
/// <param name="Complement">Whether it is 1 − the score: judges score how good an answer is, and the signal is of how bad.</param>
public sealed record Signal(string Name, SignalUnit Unit, string? Metric, string? Score = null, bool Complement = false)
{
    private const string QualityPrefix = "quality.";

    /// <summary>The objective whose error budget it forecasts; null for every other signal.</summary>
    public string? Budget { get; init; }

    /// <summary>Null for a name that is no signal.</summary>
    public static Signal? Find(string name) =>
        SignalCatalog.ByName.TryGetValue(name, out var known) ? known
        : name.StartsWith(QualityPrefix, StringComparison.Ordinal) && name.Length > QualityPrefix.Length ? OfScore(name[QualityPrefix.Length..])
        : null;

    /// <summary>The number that an alert's evidence was compared with, in the signal's unit; null for a finding.</summary>
    public double? LimitOf(Evidence evidence) =>
        evidence.Threshold?.Split(' ') is [_, var text] ? Quantity.Threshold(text, Unit, out _) : null;

    private static Signal OfScore(string dimension) => new(QualityPrefix + dimension, SignalUnit.Ratio, null, dimension);
}
