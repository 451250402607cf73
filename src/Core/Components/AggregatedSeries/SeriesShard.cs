using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>A part of the series of one source, stored as one block.</summary>
internal sealed class SeriesShard
{
    private const byte Format = 1;

    public Dictionary<ulong, SeriesPoint> Points { get; } = [];

    /// <summary>Version of the state at the last change; 0 before the first.</summary>
    public long Version { get; set; }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Points.Count);
        foreach (var (series, point) in Points.OrderBy(p => p.Key))
        {
            writer.Fixed64(series);
            point.Write(writer);
        }
    }

    public void Restore(ref StateReader reader)
    {
        reader.Version(Format);
        for (var left = reader.Length(SeriesTable.Capacity); left > 0; left--)
            Points[reader.Fixed64()] = SeriesPoint.Read(ref reader);
    }
}
