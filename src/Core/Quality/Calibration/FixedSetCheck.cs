using MathNet.Numerics.Distributions;

namespace Plimsoll.Quality.Calibration;

/// <summary>
/// Whether the evaluator itself has changed: a small set of answers that never changes is judged again and again, so a
/// shift of its scores cannot come from the answers.
/// </summary>
/// <param name="Shift">Mean of the new scores minus the old ones.</param>
/// <param name="PValue">Two-sided, of the paired t-test; 0 for a shift that is the same for all.</param>
public sealed record FixedSetCheck(double Shift, double PValue, int Pairs)
{
    public const int MinPairs = 10;

    /// <summary>Smaller shifts are no reason to distrust a series.</summary>
    public const double LeastShift = 0.03;

    private const double MostP = 0.001;

    public bool HasChanged => Pairs >= MinPairs && PValue < MostP && Math.Abs(Shift) >= LeastShift;

    /// <param name="now">Null where the new judgement failed: the pair is left out.</param>
    public static FixedSetCheck Of(IReadOnlyList<double> before, IReadOnlyList<double?> now)
    {
        double[] differences = [.. before.Zip(now).Where(p => p.Second is not null).Select(p => p.Second!.Value - p.First)];
        if (differences.Length < 2)
            return new(differences.Length == 0 ? 0 : differences[0], 1, differences.Length);
        var mean = differences.Average();
        var variance = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);
        if (variance <= 0)
            return new(mean, mean == 0 ? 1 : 0, differences.Length);
        var t = Math.Abs(mean) / Math.Sqrt(variance / differences.Length);
        return new(mean, 2 * (1 - StudentT.CDF(0, 1, differences.Length - 1, t)), differences.Length);
    }
}
