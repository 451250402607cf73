namespace Plimsoll.Quality.Golden;

/// <summary>A run of a set in figures. It holds no text of question or answer.</summary>
/// <param name="SetVersion">See <see cref="GoldenSet"/>.</param>
/// <param name="Endpoint">Who was asked.</param>
/// <param name="Judge">Who compared with references; null where nobody had to.</param>
/// <param name="MeanScore">Over the questions with a score; null when there is none.</param>
/// <param name="Missing">Questions without a score.</param>
/// <param name="Consistency">Share of pairs of paraphrases that were answered alike; null without any.</param>
public sealed record GoldenReport(
    string SetVersion, string Endpoint, string? Judge, DateTimeOffset At, double? MeanScore, int Questions, int Missing, double? Consistency,
    IReadOnlyList<GoldenScore> Scores)
{
    /// <summary>Scores of paraphrases that lie this far apart are not alike.</summary>
    private const double Alike = 0.25;

    /// <summary>From here on a question is passed.</summary>
    private const double Passing = 0.5;

    /// <summary>Share of the questions with a score that are passed; null when there is none.</summary>
    public double? PassRatio() => Scores.Where(s => s.Score is not null).Select(s => s.Score >= Passing ? 1d : 0).Cast<double?>().DefaultIfEmpty().Average();

    public static GoldenReport Of(string setVersion, string endpoint, string? judge, DateTimeOffset at, IReadOnlyList<GoldenResult> results)
    {
        var scored = results.Where(r => r.Score is not null).ToList();
        return new(
            setVersion, endpoint, judge, at, scored.Count > 0 ? scored.Average(r => r.Score!.Value) : null, results.Count, results.Count - scored.Count,
            ConsistencyOf(scored), [.. results.Select(r => new GoldenScore(r.Id, r.Score, r.Reason, r.LatencyMs))]);
    }

    private static double? ConsistencyOf(List<GoldenResult> scored)
    {
        var pairs = scored.Where(r => r.Group is not null).GroupBy(r => r.Group).SelectMany(g => Pairs([.. g])).ToList();
        return pairs.Count > 0 ? pairs.Average(alike => alike ? 1d : 0) : null;
    }

    private static IEnumerable<bool> Pairs(IReadOnlyList<GoldenResult> group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            for (var j = i + 1; j < group.Count; j++)
                yield return AreAlike(group[i], group[j]);
        }
    }

    /// <summary>Answers that are both right are alike, and so are those of which the scores alone can be compared.</summary>
    private static bool AreAlike(GoldenResult a, GoldenResult b) =>
        Math.Abs(a.Score!.Value - b.Score!.Value) < Alike && (a.Essence is null || b.Essence is null || a.Essence == b.Essence || (a.Score == 1 && b.Score == 1));
}

public sealed record GoldenScore(string Id, double? Score, string? Reason, double? LatencyMs);
