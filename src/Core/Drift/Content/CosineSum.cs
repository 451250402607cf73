using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Embeddings;

namespace Plimsoll.Drift.Content;

/// <summary>Count, sum and sum of squares of cosines.</summary>
internal struct CosineSum
{
    private long _count;
    private double _sum;
    private double _squares;

    public readonly SemanticDrift Drift
    {
        get
        {
            var mean = _count == 0 ? 0 : _sum / _count;
            var variance = _count < 2 ? 0 : Math.Max(0, (_squares - _count * mean * mean) / (_count - 1));
            return new((int)Math.Min(_count, int.MaxValue), 1 - mean, _count == 0 ? 0 : Math.Sqrt(variance / _count));
        }
    }

    public void Add(double cosine)
    {
        _count++;
        _sum += cosine;
        _squares += cosine * cosine;
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Count(_count);
        writer.Double(_sum);
        writer.Double(_squares);
    }

    public static CosineSum Read(ref StateReader reader) => new() { _count = reader.Count(), _sum = reader.Double(), _squares = reader.Double() };
}
