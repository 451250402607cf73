using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging;

/// <param name="Scores">Over the last 24 hours; never one without n, bounds, rubric and evaluator.</param>
/// <param name="ClientScores">Of the same time, by name and source, each on its source's own scale.</param>
/// <param name="Health">What people's judgements say of the judge; a dimension that is missing here is unproven.</param>
/// <param name="Tracks">By hour.</param>
internal sealed record QualityAnswer(string Component, JudgeView Judge, IReadOnlyList<QualityScoreView> Scores, IReadOnlyList<ScoreView> ClientScores, IReadOnlyList<JudgeHealthView> Health, IReadOnlyList<QualityTrackView> Tracks);

internal sealed record VerdictsAnswer(string Component, IReadOnlyList<VerdictView> Verdicts);
