namespace Plimsoll.Cli.Rules;

/// <summary>What <c>/api/v1/series</c> answers.</summary>
internal sealed record SeriesHistory(DateTimeOffset From, IReadOnlyList<MetricHistory> Series);

internal sealed record MetricHistory(string Component, string Metric, IReadOnlyList<HistoryPoint> Points);

internal sealed record HistoryPoint(DateTimeOffset At, double? Value);
