using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>How many texts there were and how many different ones, by their keyed hashes.</summary>
internal sealed class TextVariety
{
    private DistinctSketch _hashes = new();

    public VarietyCounts Counts => new(Texts, Math.Min(_hashes.Estimate(), Texts));

    private long Texts { get; set; }

    public void Add(ulong hash)
    {
        Texts++;
        _hashes.Add(hash);
    }

    public void Merge(TextVariety other)
    {
        Texts += other.Texts;
        _hashes.Merge(other._hashes);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Texts);
        _hashes.Write(writer);
    }

    public static TextVariety Read(ref StateReader reader) => new() { Texts = reader.Count(), _hashes = DistinctSketch.Read(ref reader) };
}
