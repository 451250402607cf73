using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Embeddings;
using Plimsoll.Quality.Calibration;

namespace Plimsoll.Drift.Content;

/// <summary>Directions read from state, and their random Fourier features.</summary>
internal static class Directions
{
    private const int Features = 512;

    /// <summary>Of the kernel, between vectors of length 1, whose squared distances lie between 0 and 4.</summary>
    private const double KernelVariance = 0.5;

    private static readonly (double[][] Weights, double[] Phases) s_drawn = Draw();

    public static byte[] Read(ref StateReader reader)
    {
        var bytes = reader.Bytes();
        return bytes.Length == AnswerFeatures.Dimensions ? bytes.ToArray() : throw reader.Corrupt($"a direction of {bytes.Length} bytes");
    }

    /// <summary>Mean features of some unit vectors.</summary>
    public static RandomFeatures Mean(IEnumerable<float[]> vectors)
    {
        var mean = new RandomFeatures(Features);
        foreach (var vector in vectors)
            mean.Add(vector, s_drawn.Weights, s_drawn.Phases);
        return mean;
    }

    private static (double[][], double[]) Draw()
    {
        var random = new SeededRandom(1);
        double Unit() => ((random.Next() >> 11) + 0.5) / (1UL << 53);
        double Normal() => Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit()) / Math.Sqrt(KernelVariance);
        double[] Row() => [.. Enumerable.Range(0, AnswerFeatures.Dimensions).Select(_ => Normal())];
        return ([.. Enumerable.Range(0, Features).Select(_ => Row())], [.. Enumerable.Range(0, Features).Select(_ => 2 * Math.PI * Unit())]);
    }
}
