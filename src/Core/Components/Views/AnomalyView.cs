using Plimsoll.Anomaly;

namespace Plimsoll.Components.Views;

/// <summary>A one-minute series that is out of its ways.</summary>
/// <param name="Series">As rules name it, such as <c>latency.ttft</c>.</param>
/// <param name="Metric">The series of the API that it is.</param>
/// <param name="At">The last minute that was an anomaly; it stands for 15 minutes more.</param>
/// <param name="Score">From 0.5 to 1, at that minute.</param>
/// <param name="Value">In the metric's unit, at that minute.</param>
/// <param name="Expected">What the season has; null for a series with less than two weeks of history.</param>
public sealed record AnomalyView(
    string Series, string Metric, DateTimeOffset Since, DateTimeOffset At, double Score, AnomalyCause Cause, double Value, double? Expected);
