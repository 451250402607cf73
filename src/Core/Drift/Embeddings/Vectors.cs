namespace Plimsoll.Drift.Embeddings;

/// <summary>Arithmetic on embeddings.</summary>
internal static class Vectors
{
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0d;
        for (var i = 0; i < a.Length; i++)
            sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }

    /// <summary>Null where either has no direction.</summary>
    public static double? Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, na, nb) = (0d, 0d, 0d);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            na += (double)a[i] * a[i];
            nb += (double)b[i] * b[i];
        }
        var norm = Math.Sqrt(na) * Math.Sqrt(nb);
        return norm > 0 && double.IsFinite(norm) && double.IsFinite(dot) ? dot / norm : null;
    }
}
