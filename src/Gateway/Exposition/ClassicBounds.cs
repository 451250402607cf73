using System.Globalization;

namespace Plimsoll.Gateway.Exposition;

/// <summary>
/// Fixed upper bounds of a classic histogram: the half powers of two, 2^(k/2). Each is a bucket boundary of the
/// base-2 sketch at every scale from 1 up, so counts are exact; neighbours are 41% apart.
/// </summary>
internal sealed class ClassicBounds
{
    /// <summary>0.98 ms to 128 s.</summary>
    public static readonly ClassicBounds FirstToken = HalfPowers(-20, 14);

    /// <summary>0.24 ms to 8 s.</summary>
    public static readonly ClassicBounds PerToken = HalfPowers(-24, 6);

    /// <summary>3.9 ms to 1,024 s.</summary>
    public static readonly ClassicBounds Duration = HalfPowers(-16, 20);

    /// <summary>8 to 1,048,576 tokens.</summary>
    public static readonly ClassicBounds Tokens = HalfPowers(6, 40);

    public static readonly byte[] Infinity = LabelSet.Of("le", "+Inf").Text;

    private readonly int _firstHalfPower;

    private ClassicBounds(IReadOnlyList<double> upper, int firstHalfPower)
    {
        Upper = upper;
        Labels = [.. upper.Select(b => LabelSet.Of("le", Text(b)).Text)];
        _firstHalfPower = firstHalfPower;
    }

    /// <summary>Inclusive upper bounds, rising.</summary>
    public IReadOnlyList<double> Upper { get; }

    /// <summary>The bounds as <c>le</c> labels, the same in both formats.</summary>
    public IReadOnlyList<byte[]> Labels { get; }

    /// <summary>Bounds that are no boundaries of a sketch, for plain measurements.</summary>
    public static ClassicBounds Of(IReadOnlyList<double> upper) => new(upper, 0);

    /// <summary>The first bound that is no less than the value; the number of bounds for a value above all.</summary>
    public int BucketOf(double value)
    {
        var i = 0;
        while (i < Upper.Count && Upper[i] < value)
            i++;
        return i;
    }

    /// <summary>OTLP index of the last sketch bucket that lies at or below bound <paramref name="i"/>.</summary>
    public int LastIndexWithin(int i, int scale)
    {
        var halfPower = _firstHalfPower + i;
        return (scale >= 1 ? halfPower << (scale - 1) : halfPower >> (1 - scale)) - 1;
    }

    private static ClassicBounds HalfPowers(int first, int last)
    {
        var upper = Enumerable.Range(first, last - first + 1)
            .Select(k => Math.ScaleB(k % 2 == 0 ? 1 : Math.Sqrt(2), (int)Math.Floor(k / 2.0)));
        return new([.. upper], first);
    }

    private static string Text(double bound)
    {
        var text = bound.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }
}
