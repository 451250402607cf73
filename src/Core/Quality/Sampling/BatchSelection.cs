namespace Plimsoll.Quality.Sampling;

/// <summary>
/// The second of the two steps: of a minute's candidates, which are judged. First the uniform part by stratum weight,
/// then the targeted part, by suspicion, of what is left. One hash decides both, so a request is judged once, and its
/// inclusion is the larger of the two probabilities.
/// </summary>
internal static class BatchSelection
{
    /// <param name="served">Requests of the minute, candidates or not.</param>
    /// <param name="weight">Of a stratum.</param>
    public static List<SampledRequest> Take(
        IReadOnlyList<Candidate> candidates, long served, int uniformTokens, int targetedTokens, Func<Stratum, double> weight)
    {
        List<Candidate> ordinary = [.. candidates.Where(c => c.StandsForAll)];
        var uniform = Sample(ordinary, c => weight(c.Stratum), uniformTokens);
        var chosen = uniform.Selected.Select(i => ordinary[i]).ToList();
        var taken = chosen.Select(c => c.Hash).ToHashSet();
        List<Candidate> suspicious = [.. candidates.Where(c => c.Suspicion > Suspicions.Ordinary && !taken.Contains(c.Hash))];
        var targeted = Sample(suspicious, c => c.Suspicion, targetedTokens);

        double UniformInclusion(Candidate c) => uniformTokens == 0 ? 0 : Math.Min(uniform.Inclusion(weight(c.Stratum)), c.UnflaggedCutoff);
        double TargetedInclusion(Candidate c) =>
            c.Suspicion > Suspicions.Ordinary && targetedTokens > 0 ? Math.Min(targeted.Inclusion(c.Suspicion), c.Cutoff) : 0;
        SampledRequest Make(Candidate c, SamplePart part, double relative) =>
            new(c.Hash, c.Stratum, c.Origin, part, Math.Max(UniformInclusion(c), TargetedInclusion(c)), relative, JudgedTwice.Holds(c.Hash));

        var rate = served > 0 ? (double)chosen.Count / served : 0;
        return
        [
            .. chosen.Select(c => Make(c, SamplePart.Uniform, rate / UniformInclusion(c))),
            .. targeted.Selected.Select(i => Make(suspicious[i], SamplePart.Targeted, 0)),
        ];
    }

    private static PrioritySample Sample(List<Candidate> candidates, Func<Candidate, double> weight, int most) =>
        PrioritySample.Take([.. candidates.Select(weight)], [.. candidates.Select(c => c.Unit)], most);
}
