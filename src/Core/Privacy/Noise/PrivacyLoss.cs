using MathNet.Numerics.Distributions;

namespace Plimsoll.Privacy.Noise;

/// <summary>How much what is published may tell of one user, and how that adds up (zero-concentrated differential privacy, Bun and Steinke 2016).</summary>
public static class PrivacyLoss
{
    public const double Delta = 1e-6;

    /// <summary>ρ of noise by a Gaussian.</summary>
    public static double OfGaussian(double sigma) => 1 / (2 * sigma * sigma);

    /// <summary>ρ of what is ε-differentially private.</summary>
    public static double OfPure(double epsilon) => epsilon * epsilon / 2;

    /// <summary>ε of (ε, δ)-differential privacy that ρ-zCDP implies: ρ + 2√(ρ ln(1/δ)).</summary>
    public static double Epsilon(double rho, double delta = Delta) => rho + 2 * Math.Sqrt(rho * Math.Log(1 / delta));

    /// <summary>The least σ with which a Gaussian is (ε, δ)-differentially private for a count to which nobody contributes more than 1 (Balle and Wang 2018).</summary>
    public static double GaussianSigma(double epsilon, double delta = Delta)
    {
        var (low, high) = (1e-3, 1e3);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (DeltaOf(middle, epsilon) > delta)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    private static double DeltaOf(double sigma, double epsilon) =>
        Normal.CDF(0, 1, 1 / (2 * sigma) - epsilon * sigma) - Math.Exp(epsilon) * Normal.CDF(0, 1, -1 / (2 * sigma) - epsilon * sigma);
}
