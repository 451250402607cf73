using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>A mean that merges exactly: a sum of millionths and a count.</summary>
internal struct MeanSum
{
    private const double Millionths = 1e6;

    private long _sum;
    private long _count;

    public readonly double? Mean => _count == 0 ? null : _sum / Millionths / _count;

    public readonly long Count => _count;

    public void Add(double? value)
    {
        if (value is not { } known)
            return;
        _sum += (long)Math.Round(known * Millionths);
        _count++;
    }

    public void Merge(in MeanSum other)
    {
        _sum += other._sum;
        _count += other._count;
    }

    public readonly void Write(StateWriter writer)
    {
        writer.Signed(_sum);
        writer.Count(_count);
    }

    public static MeanSum Read(ref StateReader reader) => new() { _sum = reader.Signed(), _count = reader.Count() };
}
