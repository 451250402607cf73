using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Anomaly;

/// <summary>The residuals of one to two spans of points: whole spans are forgotten, so that what was long ago stops counting.</summary>
/// <param name="span">Points after which a new histogram begins.</param>
internal sealed class RecentResiduals(int span)
{
    private ResidualHistogram _current = new();
    private ResidualHistogram? _previous;

    public long Count => _current.Count + (_previous?.Count ?? 0);

    public void Add(double size)
    {
        if (_current.Count >= span)
            (_previous, _current) = (_current, new());
        _current.Add(size);
    }

    /// <inheritdoc cref="ResidualHistogram.UpperQuantile"/>
    public double UpperQuantile(double p) => ResidualHistogram.UpperQuantile(_current, _previous, p);

    public void Write(StateWriter writer)
    {
        _current.Write(writer);
        writer.Optional(_previous, static (histogram, w) => histogram.Write(w));
    }

    public void Restore(ref StateReader reader)
    {
        _current = ResidualHistogram.Read(ref reader);
        _previous = reader.Optional(ResidualHistogram.Read);
    }
}
