using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>
/// Whether the last values are distributed as they have been before, at any time: the multinomial goodness of fit of a
/// sliding window against the hypotheses accepted so far (Wang, Viswanathan, Choudur, Talwar, Satterfield and Schwan,
/// Statistical techniques for online anomaly detection in data centers, HP Labs 2011-8). A window that none fits
/// becomes a hypothesis; of <see cref="MaxHypotheses"/> the one that was longest not met gives way.
/// </summary>
internal sealed class RelativeEntropyDetector
{
    public const int MaxHypotheses = 64;
    public const int Bins = 5;
    public const int Window = 52;

    private readonly double _low;
    private readonly double _high;
    private readonly double _threshold;
    private readonly Queue<byte> _window = new(Window);
    private readonly int[] _counts = new int[Bins];
    private readonly List<Hypothesis> _hypotheses = [];
    private long _position;

    /// <param name="low">Lower end of the first of the bins; what is lower counts in it.</param>
    /// <param name="high">Upper end of the last.</param>
    /// <param name="threshold">Of 2·n·KL, which is χ² with <see cref="Bins"/> − 1 degrees of freedom for a window that fits.</param>
    public RelativeEntropyDetector(double low, double high, double threshold) => (_low, _high, _threshold) = (low, high, threshold);

    /// <summary>Takes a value in. At 1 and above the window fitted no hypothesis; infinite where it has values in a bin that none knows.</summary>
    public double Next(double value)
    {
        _position++;
        Slide(Bin(value));
        if (_window.Count < Window)
            return 0;
        if (_hypotheses.Count == 0)
        {
            Accept();
            return 0;
        }
        var nearest = _hypotheses.MinBy(h => h.Divergence(_counts))!;
        var ratio = 2 * nearest.Divergence(_counts) / _threshold;
        if (ratio < 1)
            nearest.LastMet = _position;
        else
            Accept();
        return ratio;
    }

    public void Write(StateWriter writer)
    {
        writer.Double(_low);
        writer.Double(_high);
        writer.Count(_position);
        writer.Bytes([.. _window]);
        writer.Count(_hypotheses.Count);
        foreach (var hypothesis in _hypotheses)
            hypothesis.Write(writer);
    }

    public static RelativeEntropyDetector Read(ref StateReader reader, double threshold)
    {
        var detector = new RelativeEntropyDetector(reader.Double(), reader.Double(), threshold) { _position = reader.Count() };
        var window = reader.Bytes();
        if (window.Length > Window || window.ContainsAnyExceptInRange((byte)0, (byte)(Bins - 1)))
            throw reader.Corrupt("a window that is none");
        foreach (var bin in window)
            detector.Slide(bin);
        for (var left = reader.Length(MaxHypotheses); left > 0; left--)
            detector._hypotheses.Add(Hypothesis.Read(ref reader));
        return detector;
    }

    private byte Bin(double value) => (byte)Math.Clamp((value - _low) / (_high - _low) * Bins, 0, Bins - 1);

    private void Slide(byte bin)
    {
        _window.Enqueue(bin);
        _counts[bin]++;
        if (_window.Count > Window)
            _counts[_window.Dequeue()]--;
    }

    private void Accept()
    {
        if (_hypotheses.Count == MaxHypotheses)
            _hypotheses.Remove(_hypotheses.MinBy(h => h.LastMet)!);
        _hypotheses.Add(new([.. _counts.Select(c => (byte)c)]) { LastMet = _position });
    }

    private sealed class Hypothesis(byte[] counts)
    {
        public long LastMet { get; set; }

        /// <summary>Window times KL of a window's distribution from this one's, nats.</summary>
        public double Divergence(int[] window)
        {
            var sum = 0d;
            for (var i = 0; i < Bins; i++)
            {
                if (window[i] == 0)
                    continue;
                if (counts[i] == 0)
                    return double.PositiveInfinity;
                sum += window[i] * Math.Log((double)window[i] / counts[i]);
            }
            return sum;
        }

        public void Write(StateWriter writer)
        {
            writer.Count(LastMet);
            foreach (var count in counts)
                writer.Byte(count);
        }

        public static Hypothesis Read(ref StateReader reader)
        {
            var lastMet = reader.Count();
            var counts = new byte[Bins];
            for (var i = 0; i < Bins; i++)
                counts[i] = reader.Byte();
            return new(counts) { LastMet = lastMet };
        }
    }
}
