namespace Plimsoll.Comparison.Sides;

/// <summary>What B may lose against A without being called worse in practice.</summary>
/// <param name="Errors">Share of requests.</param>
/// <param name="Latency">Part of A's mean.</param>
/// <param name="Cost">Part of A's mean.</param>
/// <param name="Quality">Of a score from 0 to 1.</param>
public sealed record ComparisonMargins(double Errors = 0.01, double Latency = 0.05, double Cost = 0.05, double Quality = VersionComparison.QualityMargin)
{
    public static readonly ComparisonMargins Default = new();
}
