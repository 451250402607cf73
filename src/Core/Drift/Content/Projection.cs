using Plimsoll.Quality.Calibration;

namespace Plimsoll.Drift.Content;

/// <summary>Texts and embeddings of any size as vectors of <see cref="AnswerFeatures.Dimensions"/>, the same on every machine.</summary>
internal static class Projection
{
    private const int GramChars = 3;
    private const ulong Seed = 0x706C696D736F6C6C;

    /// <summary>Counts of the n-grams of characters, each added to a place and with a sign that its hash chooses (Weinberger et al., 2009).</summary>
    public static double[] OfText(string text)
    {
        var vector = new double[AnswerFeatures.Dimensions];
        for (var i = 0; i + GramChars <= text.Length; i++)
        {
            var hash = StableHash.Of(text.AsSpan(i, GramChars));
            vector[hash % AnswerFeatures.Dimensions] += (hash >> 32 & 1) == 0 ? 1 : -1;
        }
        return vector;
    }

    /// <summary>Sums with random signs, which keep angles (Achlioptas, 2003).</summary>
    public static double[] OfVector(IReadOnlyList<float> embedding)
    {
        var vector = new double[AnswerFeatures.Dimensions];
        var random = new SeededRandom(Seed);
        foreach (var value in embedding)
        {
            var (low, high) = (random.Next(), random.Next());
            for (var i = 0; i < vector.Length; i++)
                vector[i] += ((i < 64 ? low : high) >> (i & 63) & 1) == 0 ? value : -value;
        }
        return vector;
    }
}
