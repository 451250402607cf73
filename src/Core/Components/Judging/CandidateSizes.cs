using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Components.Judging;

/// <summary>
/// Lengths and latencies of the last candidates, which stand for all answers since a hash chose them: where the thirds
/// of the lengths part, and from where on an answer is among the slowest.
/// </summary>
internal sealed class CandidateSizes
{
    public const int Kept = 512;
    private const int Known = 30;
    private const double TailQuantile = 0.95;

    private readonly Queue<(int Chars, long TotalNs)> _last = new();

    private long _day = -1;

    /// <summary>Fixed for a UTC day once thirty candidates are known.</summary>
    public TercileBounds Bounds { get; private set; } = new(1, 0);

    /// <summary>Nanoseconds; the largest number while too little is known.</summary>
    public long TailFromNs { get; private set; } = long.MaxValue;

    /// <param name="totalNs">-1 where it is not known.</param>
    public void Note(int responseChars, long totalNs)
    {
        _last.Enqueue((responseChars, totalNs));
        if (_last.Count > Kept)
            _last.Dequeue();
    }

    /// <summary>At the end of each minute.</summary>
    public void Settle(long day)
    {
        if (_last.Count < Known)
            return;
        var slowest = _last.Select(c => c.TotalNs).Where(ns => ns >= 0).Order().ToList();
        TailFromNs = slowest.Count < Known ? long.MaxValue : slowest[(int)(TailQuantile * slowest.Count)];
        if (day <= _day)
            return;
        _day = day;
        var lengths = _last.Select(c => c.Chars).Order().ToList();
        Bounds = new(lengths[lengths.Count / 3], lengths[lengths.Count * 2 / 3]);
    }

    public void Write(StateWriter writer)
    {
        writer.Signed(_day);
        writer.Double(Bounds.Lower);
        writer.Double(Bounds.Upper);
        writer.Count(TailFromNs);
        writer.Count(_last.Count);
        foreach (var (chars, totalNs) in _last)
        {
            writer.Signed(chars);
            writer.Signed(totalNs);
        }
    }

    public static CandidateSizes Read(ref StateReader reader)
    {
        var sizes = new CandidateSizes { _day = reader.Signed(), Bounds = new(reader.Double(), reader.Double()), TailFromNs = reader.Count() };
        for (var left = reader.Length(Kept); left > 0; left--)
            sizes._last.Enqueue(((int)reader.Signed(), reader.Signed()));
        return sizes;
    }
}
