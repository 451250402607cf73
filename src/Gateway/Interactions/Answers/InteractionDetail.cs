using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Answers;

/// <summary>Everything that the log holds of one request, newest first.</summary>
/// <param name="RequestId">Null for a request that was reported without one.</param>
/// <param name="Records">Every report of it; more than one when it came in by several ways or under several components.</param>
/// <param name="Truncated">True when the call ended at one of its bounds: there may be more.</param>
public sealed record InteractionDetail(
    string? RequestId, IReadOnlyList<InteractionRow> Records, IReadOnlyList<FeedbackRow> Feedback, IReadOnlyList<OutcomeRow> Outcomes,
    IReadOnlyList<ScoreRow> Scores, bool Truncated)
{
    internal static InteractionDetail Of(string? requestId, RequestTrail trail) => new(
        requestId, [.. trail.Records.Select(InteractionRow.Of)], [.. trail.Feedback.Select(FeedbackRow.Of)],
        [.. trail.Outcomes.Select(OutcomeRow.Of)], [.. trail.Scores.Select(ScoreRow.Of)], trail.Truncated);
}

/// <summary>What a user said or did about the answer.</summary>
public sealed record FeedbackRow(
    DateTimeOffset Timestamp, string Component, double? Rating, bool? ThumbsUp, bool Regenerated, bool Accepted, bool Reported)
{
    internal static FeedbackRow Of(Feedback feedback) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(feedback.TimestampMs), feedback.Component, feedback.Rating, feedback.ThumbsUp,
        feedback.Regenerated, feedback.Accepted, feedback.Reported);
}

/// <summary>Whether the task that it served succeeded.</summary>
public sealed record OutcomeRow(DateTimeOffset Timestamp, string Component, bool Success, string? Task)
{
    internal static OutcomeRow Of(Outcome outcome) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(outcome.TimestampMs), outcome.Component, outcome.Success, outcome.Task);
}

/// <summary>How good somebody found the answer; sent by itself, not with a record.</summary>
public sealed record ScoreRow(DateTimeOffset Timestamp, string Component, string Name, double Value, string Source)
{
    internal static ScoreRow Of(ScoreSample score) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(score.TimestampMs), score.Component, score.Name, score.Value, score.Source);
}
