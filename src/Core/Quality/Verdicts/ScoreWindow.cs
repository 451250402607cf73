using MathNet.Numerics.Distributions;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Verdicts;

/// <summary>Scores of one key over a time. Mergeable with those of another time; a judgement that failed is counted and is no score.</summary>
public sealed class ScoreWindow
{
    private PoissonSums _sums;

    /// <summary>Judgements with a score.</summary>
    public long Judged => _sums.Count;

    /// <summary>Those of <see cref="Judged"/> that were chosen to stand for all traffic; without any the mean says nothing of it.</summary>
    public long StandingForAll { get; private set; }

    /// <summary>Judgements that ended without a score.</summary>
    public long Missing { get; private set; }

    /// <summary>Weighted mean; null without scores.</summary>
    public double? Mean => _sums.Mean;

    public double? StandardError => _sums.StandardError;

    /// <param name="score">From 0 to 1.</param>
    /// <param name="inclusion">π of the answer.</param>
    /// <param name="standsForAll">Whether the answer was chosen to stand for all traffic, and not because it was suspicious.</param>
    public void Add(double score, double inclusion, bool standsForAll = true)
    {
        if (!(score >= 0 && score <= 1))
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is from 0 to 1");
        _sums.Add(score, inclusion);
        StandingForAll += standsForAll ? 1 : 0;
    }

    public void Miss() => Missing++;

    public void Merge(ScoreWindow other)
    {
        _sums.Merge(other._sums);
        StandingForAll += other.StandingForAll;
        Missing += other.Missing;
    }

    /// <summary>
    /// Bounds for one look at this window; null without scores. As in Agresti and Coull (1998) half of the scores that
    /// the normal quantile squared stands for are 0 and half are 1, so that few scores that agree do not pass for certainty.
    /// </summary>
    /// <param name="alpha">Probability with which the mean is outside.</param>
    public Interval? Bounds(double alpha = ConfidenceSequence.DefaultAlpha)
    {
        if (_sums.Mean is not { } mean || _sums.StandardError is not { } error)
            return null;
        var z = Normal.InvCDF(0, 1, 1 - alpha / 2);
        var n = _sums.EffectiveCount;
        var added = z * z;
        var centre = (n * mean + added / 2) / (n + added);
        var variance = (n * error * error * n + added * 0.25 + n * added / (n + added) * (mean - 0.5) * (mean - 0.5)) / ((n + added) * (n + added));
        var half = z * Math.Sqrt(variance);
        return new(Math.Max(0, Math.Min(mean, centre - half)), Math.Min(1, Math.Max(mean, centre + half)));
    }

    internal void Write(StateWriter writer)
    {
        _sums.Write(writer);
        writer.Count(Missing);
        writer.Count(StandingForAll);
    }

    /// <param name="tellsPart">Whether it is known how many stand for all; builds of before took all of them to.</param>
    internal static ScoreWindow Read(ref StateReader reader, bool tellsPart)
    {
        var window = new ScoreWindow { _sums = PoissonSums.Read(ref reader), Missing = reader.Count() };
        window.StandingForAll = tellsPart ? reader.Count() : window.Judged;
        return window;
    }
}
