using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Estimation;

/// <summary>
/// Bounds of the mean of scores in [0, 1] that may be looked at after every score without losing their confidence.
/// A score may count for more or less than one, as one from a stratum that is sampled less does; beyond
/// <see cref="MostWeight"/> it counts for that much, which makes the bounds wider and never wrong.
/// </summary>
public sealed class ConfidenceSequence
{
    public const double DefaultAlpha = 0.05;

    /// <summary>The largest weight of one score.</summary>
    public const double MostWeight = 4;

    private const byte Format = 1;

    private readonly double _alpha;
    private readonly double _bound;
    private EmpiricalBernsteinBound _scores;
    private EmpiricalBernsteinBound _complements;

    /// <param name="alpha">Probability with which the mean is ever outside.</param>
    /// <param name="mostWeight">1 where every score counts alike: the bounds are narrower then.</param>
    public ConfidenceSequence(double alpha = DefaultAlpha, double mostWeight = 1)
    {
        (_alpha, _bound) = (alpha, mostWeight);
        _scores = new(alpha / 2);
        _complements = new(alpha / 2);
    }

    public long Count => _scores.Count;

    public Interval Interval => new(Math.Min(1, _bound * _scores.Lower), Math.Max(0, 1 - _bound * _complements.Lower));

    /// <param name="score">From 0 to 1.</param>
    /// <param name="weight">0 or more; 1 on average over the sample.</param>
    public void Add(double score, double weight = 1)
    {
        if (!(score >= 0 && score <= 1))
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is from 0 to 1");
        var scaled = Math.Min(weight, _bound) / _bound;
        _scores.Add(scaled * score);
        _complements.Add(scaled * (1 - score));
    }

    internal void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Double(_alpha);
        writer.Double(_bound);
        _scores.Write(writer);
        _complements.Write(writer);
    }

    internal static ConfidenceSequence Read(ref StateReader reader)
    {
        reader.Version(Format);
        var alpha = reader.Double();
        return new(alpha, reader.Double())
        {
            _scores = EmpiricalBernsteinBound.Read(ref reader, alpha / 2),
            _complements = EmpiricalBernsteinBound.Read(ref reader, alpha / 2),
        };
    }
}
