using MathNet.Numerics;

namespace Plimsoll.Drift.Embeddings;

/// <summary>One less the mean cosine of embeddings of two versions' answers to the same prompts.</summary>
/// <param name="ValidPairs">Pairs of which both have a direction; the others are left out.</param>
public sealed record SemanticDrift(int ValidPairs, double Drift, double StandardError)
{
    public const int MinPairs = 30;
    public const double LeastExcess = 0.05;
    public const double MostPValue = 1e-3;

    /// <summary>Null with fewer than two valid pairs, of which no error follows.</summary>
    public static SemanticDrift? Of(IReadOnlyList<float[]> before, IReadOnlyList<float[]> after)
    {
        var cosines = before.Zip(after, (a, b) => Vectors.Cosine(a, b)).OfType<double>().ToList();
        if (cosines.Count < 2)
            return null;
        var mean = cosines.Average();
        var variance = cosines.Sum(c => (c - mean) * (c - mean)) / (cosines.Count - 1);
        return new(cosines.Count, 1 - mean, Math.Sqrt(variance / cosines.Count));
    }

    /// <summary>What is left of the drift over that of the same version answering twice, and the chance of so much.</summary>
    public (double Excess, double Z, double PValue) Over(SemanticDrift noise)
    {
        var excess = Drift - noise.Drift;
        var z = excess / Math.Sqrt(StandardError * StandardError + noise.StandardError * noise.StandardError);
        return (excess, z, SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2);
    }

    /// <summary>Null where either has too few pairs.</summary>
    public bool? Drifts(SemanticDrift noise)
    {
        if (ValidPairs < MinPairs || noise.ValidPairs < MinPairs)
            return null;
        var (excess, _, p) = Over(noise);
        return excess >= LeastExcess && p <= MostPValue;
    }
}
