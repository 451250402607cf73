using Plimsoll.Quality.Sampling;

namespace Plimsoll.Quality.Queue;

/// <summary>Makes requests whose ids follow from what they ask, so that the same wish is queued once however often it is made.</summary>
public static class JudgeRequests
{
    /// <summary>One request, or two for an answer that is judged twice.</summary>
    public static IEnumerable<JudgeRequest> Of(SampledRequest sampled, string rubricVersion)
    {
        var priority = sampled.Origin.Flagged ? JudgePriority.Flagged
            : sampled.Part == SamplePart.Uniform ? JudgePriority.Uniform
            : JudgePriority.Targeted;
        var first = new JudgeRequest(
            IdOf(sampled.Hash, rubricVersion), sampled.Hash, priority, rubricVersion,
            sampled.Inclusion, sampled.Relative, sampled.Origin.EndMs, sampled.Stratum, sampled.Origin);
        yield return first;
        if (sampled.Twice)
            yield return Beside(first, "again", JudgePriority.Again);
    }

    /// <summary>Asks whether a harmful verdict holds.</summary>
    public static JudgeRequest Confirmation(JudgeRequest harmful) => Beside(harmful, "confirm", JudgePriority.Confirmation);

    /// <summary>An item of the fixed set, which any gateway has the text of.</summary>
    /// <param name="roundMs">When the round began.</param>
    public static JudgeRequest Fixed(int item, string rubricVersion, long roundMs) => new(
        FormattableString.Invariant($"fixed.{roundMs:x}.{item}.{rubricVersion}"), (ulong)item, JudgePriority.Fixed, rubricVersion, 1, 0, roundMs, Stratum.Other,
        new CandidateOrigin(Guid.Empty, null, null, "", "", null, roundMs, Flagged: false));

    /// <summary>Id of the first judgement of what was judged a second time.</summary>
    public static string FirstOf(JudgeRequest second) =>
        IdOf(second.RequestHash, second.RubricVersion);

    /// <summary>The same request under another hash and without what tells whose it is.</summary>
    public static JudgeRequest Unnamed(JudgeRequest request, ulong hash) => request with
    {
        Id = IdOf(hash, request.RubricVersion),
        RequestHash = hash,
        Origin = request.Origin with { RequestId = null, TraceId = null, UserHash = null },
    };

    private static string IdOf(ulong hash, string rubricVersion) => FormattableString.Invariant($"{hash:x16}.{rubricVersion}");

    /// <summary>Its verdict is compared with the first one and counts in no mean.</summary>
    private static JudgeRequest Beside(JudgeRequest first, string name, JudgePriority priority) =>
        first with { Id = $"{first.Id}.{name}", Priority = priority, Relative = 0 };
}
