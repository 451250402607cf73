namespace Plimsoll.Privacy.Noise;

/// <summary>
/// A count of users that may be published. What gets noise is how many registers of a distinct-count sketch hold at least a rank:
/// one user changes one register, so that each count moves by at most 1; the users follow from it by linear counting, which costs
/// no privacy. Where nearly all registers are taken, those of a higher rank are asked, which is one more release.
/// </summary>
/// <param name="Users">Null: fewer than <see cref="FewestUsers"/>, so that nothing is said.</param>
/// <param name="Rho">What it tells of a user, ρ of zCDP.</param>
public readonly record struct PrivateUserCount(long? Users, double Rho)
{
    /// <summary>Cells with fewer users are suppressed.</summary>
    public const int FewestUsers = 20;

    /// <summary>ε of a count by discrete Laplace noise, over all its releases.</summary>
    public const double LaplaceEpsilon = 1;

    private const ulong VarianceUnit = 1000;

    /// <summary>σ² of the Gaussian noise in thousandths: one release is (1, 1e-6)-differentially private.</summary>
    private static readonly ulong s_gaussianVariance = (ulong)Math.Ceiling(Math.Pow(PrivacyLoss.GaussianSigma(epsilon: 1), 2) * VarianceUnit);

    /// <summary>Nor is a cell shown whose very being there might tell of somebody.</summary>
    private static readonly double s_fewest = Math.Max(FewestUsers, DiscreteLaplace.Threshold(LaplaceEpsilon, PrivacyLoss.Delta));

    /// <summary>Share of taken registers above which their number says little.</summary>
    private const double Saturated = 0.8;

    /// <param name="occupied">Registers that hold at least the rank of the same place in <paramref name="ranks"/>.</param>
    /// <param name="ranks">Rising from 1.</param>
    /// <param name="gaussian">Gaussian noise, for reports of many cells; else discrete Laplace.</param>
    public static PrivateUserCount Of(IReadOnlyList<long> occupied, IReadOnlyList<int> ranks, int registers, NoiseStream bits, bool gaussian)
    {
        double rho = 0;
        for (var level = 0; ; level++)
        {
            var noisy = occupied[level] + Noise(bits, level, gaussian);
            rho += RhoOf(level, gaussian);
            if (noisy > Saturated * registers && level + 1 < occupied.Count)
                continue;
            var users = UsersOf(Math.Clamp(noisy, 0, registers - 1), ranks[level], registers);
            return new(users >= s_fewest ? users : null, rho);
        }
    }

    /// <summary>A hash has at least a rank with probability 2^(1 − rank).</summary>
    private static long UsersOf(long taken, int rank, int registers) =>
        (long)Math.Round(-registers * Math.ScaleB(1, rank - 1) * Math.Log(1 - (double)taken / registers));

    private static long Noise(NoiseStream bits, int level, bool gaussian) => gaussian
        ? DiscreteGaussian.Sample(bits, s_gaussianVariance, VarianceUnit)
        : level == 0 ? DiscreteLaplace.Sample(bits, 4, 5) : DiscreteLaplace.Sample(bits, 1, 20);

    /// <summary>The first of five Laplace releases has ε = 4/5, each of the others 1/20: 1 together.</summary>
    private static double RhoOf(int level, bool gaussian) => gaussian
        ? PrivacyLoss.OfGaussian(Math.Sqrt((double)s_gaussianVariance / VarianceUnit))
        : PrivacyLoss.OfPure(level == 0 ? 0.8 : 0.05);
}
