using Plimsoll.Drift.Distributions;
using Plimsoll.Drift.Embeddings;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Drift.Content;

/// <summary>Compares the answers of a window with their baseline: by tokens, and by where their embeddings lie.</summary>
internal static class ContentTests
{
    private const int MostBins = 1_024;
    private const int CountPerBin = 100;
    private const double LeastDivergence = 0.1;
    private const double MostPValue = 1e-3;

    /// <summary>What a divergence of <see cref="LeastDivergence"/> comes to by Jensen and Shannon where distributions are near each other.</summary>
    private const double LeastJensenShannon = LeastDivergence / 8;

    public static IEnumerable<TestAnswer> Run(ContentSample baseline, ContentSample window, long hour) =>
        Tokens(baseline.Tokens, window.Tokens).Concat(Embeddings(baseline.Directions, window.Directions, hour));

    private static IEnumerable<TestAnswer> Tokens(TokenCounts baseline, TokenCounts window)
    {
        var tokens = baseline.Top((int)Math.Min(MostBins, Math.Min(baseline.Total, window.Total) / CountPerBin));
        if (tokens.Count < 2 || PopulationStabilityTest.Of(baseline.Over(tokens), window.Over(tokens)) is not { } test)
            yield break;
        var (before, now) = (Smoothing.TokenShares(baseline.Over(tokens)), Smoothing.TokenShares(window.Over(tokens)));
        var divergence = Divergence.KullbackLeibler(now, before);
        var drifts = divergence >= LeastDivergence && test.PValue <= MostPValue;
        yield return Answer(DriftTest.KullbackLeibler, divergence, LeastDivergence);
        yield return Answer(DriftTest.JensenShannon, Divergence.JensenShannon(now, before), LeastJensenShannon);

        TestAnswer Answer(DriftTest kind, double statistic, double threshold) => new(
            ContentWatch.TokensIndex, DriftFamily.Vocabulary,
            new(ContentWatch.TokensSignal, kind, statistic, threshold, test.PValue, baseline.Total, window.Total, drifts, null, []), test.PValue);
    }

    /// <summary>
    /// The permutations are dear: they are made only where the random features lie further apart than sampling alone puts them. A
    /// p-value by 999 permutations is never small enough for a rule over all hours, so it stands for itself.
    /// </summary>
    private static IEnumerable<TestAnswer> Embeddings(DirectionReservoir baseline, DirectionReservoir window, long hour)
    {
        var (before, now) = (baseline.Units(), window.Units());
        if (Directions.Mean(before).SquaredDistance(Directions.Mean(now)) is not { } distance)
            yield break;
        var byChance = distance <= 1d / before.Count + 1d / now.Count;
        var found = byChance ? null : MeanDiscrepancy.Of(before, now, (ulong)hour);
        yield return new(
            ContentWatch.EmbeddingIndex, DriftFamily.Embedding,
            new(ContentWatch.EmbeddingSignal, DriftTest.MeanDiscrepancy, found?.Squared ?? distance, 0, found?.PValue, before.Count, now.Count, found?.Drifts is true, null, []),
            null);
    }
}
