using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>How long one copy's model took to load: the last time, and all times.</summary>
internal sealed class ModelLoad
{
    private const double NanosecondsPerMillisecond = 1e6;

    private long _lastNs;

    public long LastAtMs { get; private set; }

    public double LastMs => _lastNs / NanosecondsPerMillisecond;

    public ExponentialHistogram Times { get; private set; } = new();

    public static HistogramPoint Point(double ms) => HistogramPoint.OfNanoseconds(Nanoseconds(ms));

    public void Add(double ms, long atMs)
    {
        Times.Record(Point(ms));
        NoteLast(atMs, Nanoseconds(ms));
    }

    public void Merge(ModelLoad other)
    {
        Times.Merge(other.Times);
        NoteLast(other.LastAtMs, other._lastNs);
    }

    public void Write(StateWriter writer)
    {
        writer.Count(LastAtMs);
        writer.Count(_lastNs);
        HistogramCodec.Write(Times, writer);
    }

    public static ModelLoad Read(ref StateReader reader) =>
        new() { LastAtMs = reader.Count(), _lastNs = reader.Count(), Times = HistogramCodec.Read(ref reader) };

    private static long Nanoseconds(double ms) => (long)Math.Round(ms * NanosecondsPerMillisecond);

    /// <summary>Of two at the same time the longer counts, so that their order does not matter.</summary>
    private void NoteLast(long atMs, long ns)
    {
        if ((atMs, ns).CompareTo((LastAtMs, _lastNs)) > 0)
            (LastAtMs, _lastNs) = (atMs, ns);
    }
}
