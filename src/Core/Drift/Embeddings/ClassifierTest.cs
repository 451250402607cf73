using MathNet.Numerics;

namespace Plimsoll.Drift.Embeddings;

/// <summary>Whether a classifier tells two balanced samples apart better than a coin (Lopez-Paz and Oquab, 2017).</summary>
public readonly record struct ClassifierTest(double Z, double PValue)
{
    /// <param name="accuracy">On held-out items, 0 to 1.</param>
    public static ClassifierTest Of(int heldOut, double accuracy)
    {
        var z = (accuracy - 0.5) * 2 * Math.Sqrt(heldOut);
        return new(z, SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2);
    }
}
