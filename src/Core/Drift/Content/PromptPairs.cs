using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Embeddings;
using Plimsoll.Drift.Watch;

namespace Plimsoll.Drift.Content;

/// <summary>
/// Answers to the same prompt: of one version twice, which is the noise, and of a version and the one before. What two versions
/// differ by beyond the noise is semantic drift.
/// </summary>
internal sealed class PromptPairs
{
    private const int MostPrompts = 500;

    private readonly Dictionary<ulong, (string Version, byte[] Direction)> _last = [];
    private readonly Queue<ulong> _order = new();
    private CosineSum _noise;
    private CosineSum _across;

    public void Add(AnswerFeatures answer, string version)
    {
        if (answer.Prompt is not { } prompt || answer.Direction.Length == 0)
            return;
        if (_last.TryGetValue(prompt, out var before))
            Compare(before, version, answer.Direction);
        else
            Remember(prompt);
        _last[prompt] = (version, answer.Direction);
    }

    /// <summary>Null until there are enough pairs of both kinds; those of two versions count for one answer only.</summary>
    public TestAnswer? Take()
    {
        var (noise, across) = (_noise.Drift, _across.Drift);
        if (across.Drifts(noise) is not { } drifts)
            return null;
        _across = default;
        var (excess, _, p) = across.Over(noise);
        return new(ContentWatch.PairsIndex, DriftFamily.Embedding,
            new(ContentWatch.PairsSignal, DriftTest.SemanticDrift, excess, SemanticDrift.LeastExcess, p, noise.ValidPairs, across.ValidPairs, drifts, null, []), double.IsNaN(p) ? null : p);
    }

    private void Compare((string Version, byte[] Direction) before, string version, byte[] direction)
    {
        if (Vectors.Cosine(AnswerFeatures.Unit(before.Direction), AnswerFeatures.Unit(direction)) is not { } cosine)
            return;
        if (before.Version == version)
            _noise.Add(cosine);
        else
            _across.Add(cosine);
    }

    private void Remember(ulong prompt)
    {
        if (_order.Count == MostPrompts)
            _last.Remove(_order.Dequeue());
        _order.Enqueue(prompt);
    }

    public void Write(StateWriter writer)
    {
        _noise.Write(writer);
        _across.Write(writer);
        writer.Count(_order.Count);
        foreach (var prompt in _order)
        {
            writer.Fixed64(prompt);
            writer.Text(_last[prompt].Version);
            writer.Bytes(_last[prompt].Direction);
        }
    }

    public static PromptPairs Read(ref StateReader reader)
    {
        var pairs = new PromptPairs { _noise = CosineSum.Read(ref reader), _across = CosineSum.Read(ref reader) };
        for (var left = reader.Length(MostPrompts); left > 0; left--)
        {
            var prompt = reader.Fixed64();
            var version = reader.Text() ?? throw reader.Corrupt("an answer without a version");
            if (!pairs._last.TryAdd(prompt, (version, Directions.Read(ref reader))))
                throw reader.Corrupt("a prompt that comes twice");
            pairs._order.Enqueue(prompt);
        }
        return pairs;
    }
}
