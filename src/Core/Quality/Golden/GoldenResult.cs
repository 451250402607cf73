namespace Plimsoll.Quality.Golden;

/// <summary>What one question came to.</summary>
/// <param name="Score">From 0 to 1; null when there is none.</param>
/// <param name="Reason">Why there is no score; null where there is one.</param>
/// <param name="Essence">See <see cref="GoldenCheck.Essence"/>.</param>
/// <param name="LatencyMs">Of the answer; null without one.</param>
public sealed record GoldenResult(string Id, string? Group, double? Score, string? Reason, string? Essence, double? LatencyMs);
