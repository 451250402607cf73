using Plimsoll.Quality.Estimation;

namespace Plimsoll.Comparison;

/// <summary>Says of two versions whether B is worse than A, in words that stay true however often one looks.</summary>
public static class VersionComparison
{
    /// <summary>Observations of each side below which the sequence, being asymptotic, says nothing.</summary>
    public const int MinCount = 100;

    public const double QualityMargin = 0.02;

    /// <summary>Observations, of both sides, at which the bounds are narrowest for their number.</summary>
    private const double OptimisedFor = 2_000;

    /// <summary>Where a double ends.</summary>
    private const double MostLog = 690;

    private const double MostForeseen = 1e9;

    /// <param name="margin">Above 0, in the measure's unit.</param>
    /// <param name="alpha">Probability with which anything false is ever said of this measure.</param>
    public static MeasureComparison Compare(
        ComparedMeasure measure, Arm a, Arm b, double margin, double alpha = ConfidenceSequence.DefaultAlpha)
    {
        if (!(margin > 0))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "A margin is above 0");
        if (a.Count == 0 || b.Count == 0)
            return new(measure, ComparisonVerdict.Undecided, null, null, margin, null);
        var worseBy = WorseBy(measure, a, b);
        var half = HalfWidth(a, b, alpha, 1);
        var enough = Math.Min(a.Count, b.Count) >= MinCount;
        var bounds = new Interval(worseBy - half, worseBy + half);
        var verdict = !enough ? ComparisonVerdict.Undecided
            : bounds.Lower > 0 ? ComparisonVerdict.Worse
            : bounds.Upper <= margin ? ComparisonVerdict.NotWorse
            : ComparisonVerdict.Undecided;
        var more = verdict == ComparisonVerdict.Undecided ? More(a, b, worseBy, margin, alpha) : null;
        return new(measure, verdict, worseBy, enough ? bounds : null, margin, more);
    }

    /// <summary>Evidence that B is worse by more than the margin; at most 1 where it is not, or too little is known.</summary>
    public static double EValue(ComparedMeasure measure, Arm a, Arm b, double margin)
    {
        if (Math.Min(a.Count, b.Count) < MinCount)
            return 1;
        var n = a.Count + b.Count;
        var log = AsymptoticSequence.LogEValue(
            n, Math.Max(0, WorseBy(measure, a, b) - margin), Deviation(a, b), AsymptoticSequence.Rho(OptimisedFor, ConfidenceSequence.DefaultAlpha));
        return Math.Exp(Math.Min(log, MostLog));
    }

    private static double WorseBy(ComparedMeasure measure, Arm a, Arm b) =>
        measure == ComparedMeasure.Quality ? a.Mean - b.Mean : b.Mean - a.Mean;

    /// <summary>Of one observation of the difference, were the observations of both one sequence.</summary>
    private static double Deviation(Arm a, Arm b) => Math.Sqrt((a.Count + b.Count) * (a.Variance / a.Count + b.Variance / b.Count));

    /// <summary>Of the difference, if both sides had <paramref name="times"/> as many observations.</summary>
    private static double HalfWidth(Arm a, Arm b, double alpha, double times)
    {
        var n = a.Count + b.Count;
        return AsymptoticSequence.HalfWidth(n * times, Deviation(a, b), alpha, AsymptoticSequence.Rho(OptimisedFor, alpha));
    }

    /// <summary>Until the easier of both statements can be made, if the difference stays as it is and traffic is shared as now.</summary>
    private static long? More(Arm a, Arm b, double worseBy, double margin, double alpha)
    {
        var needed = Math.Max(margin - worseBy, worseBy);
        var n = a.Count + b.Count;
        var least = Math.Max(1, MinCount / Math.Min(a.Count, b.Count));
        double low = least, high = least;
        while (HalfWidth(a, b, alpha, high) >= needed)
        {
            (low, high) = (high, high * 2);
            if (high * n > MostForeseen)
                return null;
        }
        while (high - low > 0.001 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = HalfWidth(a, b, alpha, middle) >= needed ? (middle, high) : (low, middle);
        }
        return Rounded(n * high - n);
    }

    /// <summary>To two digits: it is an estimate.</summary>
    private static long Rounded(double more)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(more, 1))) - 1));
        return (long)(Math.Ceiling(more / unit) * unit);
    }
}
