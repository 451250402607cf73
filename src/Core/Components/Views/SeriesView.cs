namespace Plimsoll.Components.Views;

/// <summary>Asks for metrics over time.</summary>
/// <param name="Metrics">Names of <see cref="SeriesMetrics.All"/>, for example <c>requests_per_second</c> or <c>ttft_ms.p95</c>.</param>
/// <param name="From">Inclusive; rounded down to the step.</param>
/// <param name="To">Exclusive; rounded up to the step.</param>
/// <param name="Step">1 minute within 24 h, 1 hour and its multiples anywhere: the steps that are exact.</param>
public sealed record SeriesQuery(IReadOnlyList<string> Metrics, DateTimeOffset From, DateTimeOffset To, TimeSpan Step);

/// <summary>One series for each metric, in the order asked, or the reason why there are none.</summary>
/// <param name="Problem">Names the parameter and what it may be.</param>
public sealed record SeriesSet(TimeSpan Step, IReadOnlyList<SeriesView> Series, string? Problem = null);

/// <summary>Points in time order; the series of one set have their points at the same times.</summary>
public sealed record SeriesView(string Metric, IReadOnlyList<SeriesPoint> Points);

/// <param name="At">Start of the step.</param>
/// <param name="Value">Null where nothing was measured.</param>
public readonly record struct SeriesPoint(DateTimeOffset At, double? Value);
