using System.Buffers.Binary;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Embeddings;
using Plimsoll.Quality.Calibration;

namespace Plimsoll.Drift.Content;

/// <summary>Directions of answers, a fair sample of at most <see cref="MeanDiscrepancy.MostItems"/> (Vitter's algorithm R); which is kept follows from how many came.</summary>
internal sealed class DirectionReservoir
{
    private readonly List<byte[]> _items = [];

    /// <summary>That came, kept or not.</summary>
    public long Count { get; private set; }

    public int Kept => _items.Count;

    public void Add(byte[] direction)
    {
        Count++;
        if (_items.Count < MeanDiscrepancy.MostItems)
            _items.Add(direction);
        else if (Place(direction) is var place && place < _items.Count)
            _items[place] = direction;
    }

    /// <summary>Adds what another one kept, and forgets as much of how many came before, so that what is new replaces what is old.</summary>
    public void Renew(DirectionReservoir other)
    {
        Count = Math.Min(Count, MeanDiscrepancy.MostItems);
        foreach (var item in other._items)
            Add(item);
    }

    public IReadOnlyList<float[]> Units() => [.. _items.Select(i => AnswerFeatures.Unit(i))];

    private int Place(byte[] direction) => new SeededRandom((ulong)Count ^ BinaryPrimitives.ReadUInt64LittleEndian(direction)).Below((int)Math.Min(Count, int.MaxValue));

    public void Write(StateWriter writer)
    {
        writer.Count(Count);
        writer.Count(_items.Count);
        foreach (var item in _items)
            writer.Bytes(item);
    }

    public static DirectionReservoir Read(ref StateReader reader)
    {
        var reservoir = new DirectionReservoir { Count = reader.Count() };
        for (var left = reader.Length(MeanDiscrepancy.MostItems); left > 0; left--)
            reservoir._items.Add(Directions.Read(ref reader));
        return reservoir.Count >= reservoir.Kept ? reservoir : throw reader.Corrupt("more directions than came");
    }
}
