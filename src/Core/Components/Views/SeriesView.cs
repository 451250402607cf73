namespace Plimsoll.Components.Views;

/// <summary>Asks for one metric over time.</summary>
/// <param name="Metric">A name of <see cref="SeriesMetrics.All"/>, for example <c>requests_per_second</c> or <c>ttft_ms.p95</c>.</param>
/// <param name="From">Inclusive; rounded down to the step.</param>
/// <param name="To">Exclusive; rounded up to the step.</param>
/// <param name="Step">1 minute within 24 h, 1 hour and its multiples anywhere: the steps that are exact.</param>
public sealed record SeriesQuery(string Metric, DateTimeOffset From, DateTimeOffset To, TimeSpan Step);

/// <summary>Points in time order, or the reason why there are none (<see cref="Problem"/> names the parameter and what it may be).</summary>
public sealed record SeriesView(string Metric, TimeSpan Step, IReadOnlyList<SeriesPoint> Points, string? Problem = null);

/// <param name="At">Start of the step.</param>
/// <param name="Value">Null where nothing was measured.</param>
public readonly record struct SeriesPoint(DateTimeOffset At, double? Value);
