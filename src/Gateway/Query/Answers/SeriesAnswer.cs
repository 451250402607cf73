using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>One metric of one component over time.</summary>
/// <param name="StepSeconds">Length of each point, seconds.</param>
public sealed record SeriesAnswer(string Component, string Metric, double StepSeconds, IReadOnlyList<SeriesPoint> Points);

/// <summary>Several components and metrics over the same time; ordered as they were asked for.</summary>
public sealed record SeriesListAnswer(DateTimeOffset From, DateTimeOffset To, double StepSeconds, IReadOnlyList<SeriesAnswer> Series);
