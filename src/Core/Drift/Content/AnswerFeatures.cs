namespace Plimsoll.Drift.Content;

/// <summary>
/// What drift is looked for in of one sampled answer. The texts stay where they are kept; neither they nor words can be had
/// back from it.
/// </summary>
/// <param name="Space">Where the direction comes from; directions of different spaces are never compared.</param>
/// <param name="Direction">Of the answer's embedding, projected to <see cref="Dimensions"/>; each a signed byte, the largest ±127. Empty where none could be had.</param>
/// <param name="Vocabulary">What the tokens are numbers of.</param>
/// <param name="Tokens">At most <see cref="MostTokens"/>, from the beginning.</param>
/// <param name="Prompt">Keyed hash of the prompt; null where it is not known.</param>
public sealed record AnswerFeatures(string Space, byte[] Direction, string Vocabulary, IReadOnlyList<int> Tokens, ulong? Prompt)
{
    public const int Dimensions = 128;
    public const int MostTokens = 1_024;

    private const string OwnSpace = "ngrams-1";
    private const string OwnVocabulary = "pieces-1";
    private const int Largest = sbyte.MaxValue;

    /// <param name="tokenIds">As the client sent them; none: pieces of words take their place.</param>
    /// <param name="embedding">As the client sent it; empty: a projection of hashed n-grams takes its place.</param>
    public static AnswerFeatures Of(string response, IReadOnlyList<int> tokenIds, IReadOnlyList<float> embedding, ulong? prompt) => new(
        embedding.Count > 0 ? $"client-{embedding.Count}" : OwnSpace,
        Quantize(embedding.Count > 0 ? Projection.OfVector(embedding) : Projection.OfText(response)),
        tokenIds.Count > 0 ? "client" : OwnVocabulary,
        tokenIds.Count > 0 ? [.. tokenIds.Take(MostTokens)] : [.. WordPieces.Of(response).Take(MostTokens)],
        prompt);

    /// <summary>Whether it keeps its own bounds; what a host of another build sent may not.</summary>
    public bool IsValid => Direction.Length is 0 or Dimensions && Tokens.Count <= MostTokens;

    /// <summary>Whether the built-in projection gave the direction.</summary>
    public bool IsOwn => Space == OwnSpace;

    /// <summary>The same answer in the space of a model.</summary>
    /// <param name="embedding">Null where the model did not answer: then only the tokens count.</param>
    public AnswerFeatures In(string space, IReadOnlyList<float>? embedding) =>
        this with { Space = space, Direction = embedding is null ? [] : Quantize(Projection.OfVector(embedding)) };

    /// <summary>The direction as a vector of length 1; all zeros for an answer that has none.</summary>
    public static float[] Unit(ReadOnlySpan<byte> direction)
    {
        var vector = new float[direction.Length];
        var squares = 0d;
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (sbyte)direction[i];
            squares += vector[i] * vector[i];
        }
        for (var i = 0; i < vector.Length && squares > 0; i++)
            vector[i] /= (float)Math.Sqrt(squares);
        return vector;
    }

    private static byte[] Quantize(double[] vector)
    {
        var most = vector.Max(Math.Abs);
        return [.. vector.Select(v => (byte)(sbyte)(most > 0 ? Math.Round(v / most * Largest) : 0))];
    }
}
