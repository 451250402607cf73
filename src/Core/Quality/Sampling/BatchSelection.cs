namespace Plimsoll.Quality.Sampling;

/// <summary>
/// The second of the two steps: of a minute's candidates, which are judged. First the uniform part by stratum weight, then
/// what the safety screen flagged, whatever the rate is, then the targeted part, by suspicion, of what is left. One hash
/// decides all, so a request is judged once, and its inclusion is the largest of the probabilities.
/// </summary>
internal static class BatchSelection
{
    /// <summary>Flagged requests of a minute that are judged beside the rate's; more would let a sender spend the budget.</summary>
    public const int FlaggedPerMinute = 32;

    /// <param name="served">Requests of the minute, candidates or not.</param>
    /// <param name="unsampled">Requests of the minutes before without a token for the uniform part: it stands for them too.</param>
    /// <param name="weight">Of a stratum.</param>
    public static List<SampledRequest> Take(
        IReadOnlyList<Candidate> candidates, long served, long unsampled, int uniformTokens, int targetedTokens, Func<Stratum, double> weight)
    {
        List<Candidate> ordinary = [.. candidates.Where(c => c.StandsForAll)];
        var uniform = Sample(ordinary, c => weight(c.Stratum), uniformTokens);
        var chosen = uniform.Selected.Select(i => ordinary[i]).ToList();
        var taken = chosen.Select(c => c.Hash).ToHashSet();
        List<Candidate> flagged = [.. candidates.Where(c => c.Origin.Flagged)];
        var first = Sample(flagged, _ => 1, FlaggedPerMinute);
        var urgent = first.Selected.Select(i => flagged[i]).Where(c => taken.Add(c.Hash)).ToList();
        List<Candidate> suspicious = [.. candidates.Where(c => c.Suspicion > Suspicions.Ordinary && !taken.Contains(c.Hash))];
        var targeted = Sample(suspicious, c => c.Suspicion, targetedTokens);

        var minutes = served > 0 ? (double)served / (served + unsampled) : 1;
        double UniformInclusion(Candidate c) => uniformTokens == 0 ? 0 : Math.Min(uniform.Inclusion(weight(c.Stratum)), c.UnflaggedCutoff) * minutes;
        double TargetedInclusion(Candidate c) =>
            c.Suspicion > Suspicions.Ordinary && targetedTokens > 0 ? Math.Min(targeted.Inclusion(c.Suspicion), c.Cutoff) : 0;
        double FlaggedInclusion(Candidate c) => c.Origin.Flagged ? Math.Min(first.Inclusion(1), c.Cutoff) : 0;
        SampledRequest Make(Candidate c, SamplePart part, double relative) =>
            new(c.Hash, c.Stratum, c.Origin, part, Math.Max(FlaggedInclusion(c), Math.Max(UniformInclusion(c), TargetedInclusion(c))), relative, JudgedTwice.Holds(c.Hash));

        var rate = served > 0 ? (double)chosen.Count / (served + unsampled) : 0;
        return
        [
            .. chosen.Select(c => Make(c, SamplePart.Uniform, rate / UniformInclusion(c))),
            .. urgent.Select(c => Make(c, SamplePart.Targeted, 0)),
            .. targeted.Selected.Select(i => Make(suspicious[i], SamplePart.Targeted, 0)),
        ];
    }

    private static PrioritySample Sample(List<Candidate> candidates, Func<Candidate, double> weight, int most) =>
        PrioritySample.Take([.. candidates.Select(weight)], [.. candidates.Select(c => c.Unit)], most);
}
