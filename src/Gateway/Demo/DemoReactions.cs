using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>What users make of an answer: a few rate it, more of them when it was bad, and some tasks have a known outcome.</summary>
internal static class DemoReactions
{
    private const double SlowMs = 12_000;

    /// <summary>Reactions within the rest of the request's minute.</summary>
    public static IEnumerable<DemoEvent> To(InferenceRecord request, SeededRandom random)
    {
        var bad = request.ErrorType is not null || request.TotalLatencyMs > SlowMs;
        var at = request.TimestampMs + (long)(random.NextDouble() * (59_999 - (request.TimestampMs % 60_000)));
        if (random.Chance(bad ? 0.12 : 0.05))
            yield return new(at, FeedbackOn(request, at, bad, random));
        if (random.Chance(0.12))
            yield return new(at, OutcomeOf(request, at, bad, random));
    }

    private static Feedback FeedbackOn(InferenceRecord request, long at, bool bad, SeededRandom random)
    {
        var liked = random.Chance(bad ? 0.2 : 0.85);
        return new Feedback
        {
            Component = request.Component,
            RequestId = request.RequestId,
            TimestampMs = at,
            Rating = liked ? 4 + random.Below(2) : 1 + random.Below(3),
            ThumbsUp = random.Chance(0.5) ? liked : null,
            Regenerated = !liked && random.Chance(0.5),
            Accepted = liked && random.Chance(0.6),
            Reported = !liked && random.Chance(0.05),
            UserHash = request.UserHash,
            ModelVersion = request.ModelVersion,
        };
    }

    private static Outcome OutcomeOf(InferenceRecord request, long at, bool bad, SeededRandom random) => new()
    {
        Component = request.Component,
        RequestId = request.RequestId,
        TimestampMs = at,
        Success = random.Chance(bad ? 0.3 : 0.9),
        Task = request.PromptClass,
        ModelVersion = request.ModelVersion,
    };
}
