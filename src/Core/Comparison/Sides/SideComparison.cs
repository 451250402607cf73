namespace Plimsoll.Comparison.Sides;

/// <summary>B against A in everything that is known of both.</summary>
/// <param name="Measures">Those that both have, in a fixed order.</param>
public sealed record SideComparison(ComparedSide A, ComparedSide B, IReadOnlyList<NamedComparison> Measures)
{
    public static SideComparison Of(ComparedSide a, ComparedSide b, ComparisonMargins margins) => new(a, b,
    [
        .. Compared("errors", MeasureUnit.Share, ComparedMeasure.Errors, Arm.OfShare(a.Errors, a.Requests), Arm.OfShare(b.Errors, b.Requests), margins.Errors),
        .. Compared("ttft", MeasureUnit.Milliseconds, ComparedMeasure.Latency, a.TtftMs, b.TtftMs, margins.Latency * a.TtftMs.Mean),
        .. Compared("total_latency", MeasureUnit.Milliseconds, ComparedMeasure.Latency, a.TotalMs, b.TotalMs, margins.Latency * a.TotalMs.Mean),
        .. Compared("cost", MeasureUnit.Dollars, ComparedMeasure.Cost, a.Cost, b.Cost, margins.Cost * a.Cost.Mean),
        .. a.Quality.SelectMany(ours => b.Quality.Where(ours.IsOfTheSame).SelectMany(theirs => Compared(ours, theirs, margins.Quality))),
    ]);

    /// <summary>Worse in anything beyond its margin; else undecided in anything; else not worse. Hints decide nothing.</summary>
    public ComparisonVerdict Verdict
    {
        get
        {
            var deciding = Measures.Where(m => !m.IsHint).ToList();
            return deciding.Exists(m => m.Result.IsBeyondMargin) ? ComparisonVerdict.Worse
                : deciding.Count == 0 || deciding.Exists(m => m.Result.Verdict == ComparisonVerdict.Undecided) ? ComparisonVerdict.Undecided
                : ComparisonVerdict.NotWorse;
        }
    }

    private static IEnumerable<NamedComparison> Compared(ScoredArm a, ScoredArm b, double margin) =>
        Compared($"quality.{a.Dimension}", MeasureUnit.Score, ComparedMeasure.Quality, a.Arm, b.Arm, margin)
            .Select(c => c with { Rubric = a.Rubric, Evaluator = a.Evaluator, IsHint = a.IsHint || b.IsHint });

    private static IEnumerable<NamedComparison> Compared(string name, MeasureUnit unit, ComparedMeasure measure, Arm a, Arm b, double margin)
    {
        // A mean of 0 leaves no part of it to lose.
        if (a.Count > 0 && b.Count > 0 && margin > 0)
            yield return new(name, unit, a, b, VersionComparison.Compare(measure, a, b, margin));
    }
}

/// <param name="Name">For example <c>errors</c>, <c>ttft</c> or <c>quality.safety</c>.</param>
public sealed record NamedComparison(string Name, MeasureUnit Unit, Arm A, Arm B, MeasureComparison Result)
{
    /// <summary>Id and version of the rubric of a score; null for what is no score.</summary>
    public string? Rubric { get; init; }

    /// <summary>Who scored; null for what is no score.</summary>
    public string? Evaluator { get; init; }

    /// <summary>From a heuristic, or from a judge with whom people disagree: shown, and decides nothing.</summary>
    public bool IsHint { get; init; }
}

public enum MeasureUnit : byte
{
    /// <summary>From 0 to 1.</summary>
    Share,

    Milliseconds,

    /// <summary>For a thousand requests.</summary>
    Dollars,

    /// <summary>From 0 to 1, higher is better.</summary>
    Score,
}
