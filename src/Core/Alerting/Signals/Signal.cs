namespace Plimsoll.Alerting.Signals;

/// <summary>One number of a component that rules may compare.</summary>
/// <param name="Name">As rules write it, for example <c>latency.total.p95</c>.</param>
/// <param name="Metric">The series that has it, for example <c>total_latency_ms.p95</c>; null for what judges and golden sets score.</param>
/// <param name="Score">The score that it is the mean of; null for what has a series.</param>
/// <param name="Complement">Whether it is 1 − the score: judges score how good an answer is, and the signal is of how bad.</param>
public sealed record Signal(string Name, SignalUnit Unit, string? Metric, string? Score = null, bool Complement = false)
{
    private const string QualityPrefix = "quality.";

    /// <summary>Null for a name that is no signal.</summary>
    public static Signal? Find(string name) =>
        SignalCatalog.ByName.TryGetValue(name, out var known) ? known
        : name.StartsWith(QualityPrefix, StringComparison.Ordinal) && name.Length > QualityPrefix.Length ? OfScore(name[QualityPrefix.Length..])
        : null;

    private static Signal OfScore(string dimension) => new(QualityPrefix + dimension, SignalUnit.Ratio, null, dimension);
}
