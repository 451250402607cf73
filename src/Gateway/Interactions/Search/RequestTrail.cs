using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Search;

/// <summary>Everything that the log holds of one request id, newest first.</summary>
/// <param name="Truncated">Whether there may be more: the bound on bytes or on rows ended the call.</param>
internal sealed record RequestTrail(
    IReadOnlyList<Interaction> Records, IReadOnlyList<Feedback> Feedback, IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<ScoreSample> Scores, bool Truncated, long ScannedBytes);
