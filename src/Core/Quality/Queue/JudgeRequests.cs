using Plimsoll.Quality.Sampling;

namespace Plimsoll.Quality.Queue;

/// <summary>Makes requests whose ids follow from what they ask, so that the same wish is queued once however often it is made.</summary>
public static class JudgeRequests
{
    /// <summary>One request, or two for an answer that is judged twice.</summary>
    /// <param name="flagged">By the safety screen.</param>
    /// <param name="endMs">End of the request that is judged.</param>
    public static IEnumerable<JudgeRequest> Of(
        SampledRequest sampled, bool flagged, string rubricVersion, string tenant, string modelVersion, long endMs)
    {
        var priority = flagged ? JudgePriority.Flagged
            : sampled.Part == SamplePart.Uniform ? JudgePriority.Uniform
            : JudgePriority.Targeted;
        var first = new JudgeRequest(
            FormattableString.Invariant($"{sampled.Hash:x16}.{rubricVersion}"), sampled.Hash, priority, rubricVersion, tenant, modelVersion,
            sampled.Inclusion, sampled.Relative, endMs);
        yield return first;
        if (sampled.Twice)
            yield return Beside(first, "again", JudgePriority.Again);
    }

    /// <summary>Asks whether a harmful verdict holds.</summary>
    public static JudgeRequest Confirmation(JudgeRequest harmful) => Beside(harmful, "confirm", JudgePriority.Confirmation);

    /// <summary>Its verdict is compared with the first one and counts in no mean.</summary>
    private static JudgeRequest Beside(JudgeRequest first, string name, JudgePriority priority) =>
        first with { Id = $"{first.Id}.{name}", Priority = priority, Relative = 0 };
}
