using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>The minute summaries of one hour.</summary>
internal sealed class SummaryHour(long index)
{
    private const byte Format = 1;
    private const int Minutes = 60;

    private readonly MinuteSummary?[] _minutes = new MinuteSummary?[Minutes];

    /// <summary>Unix hour.</summary>
    public long Index { get; } = index;

    public long Version { get; set; }

    public MinuteSummary? Find(long minute) => _minutes[minute % Minutes];

    public MinuteSummary Get(long minute) => _minutes[minute % Minutes] ??= new();

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Index);
        foreach (var minute in _minutes)
            writer.Optional(minute, static (m, w) => m.Write(w));
    }

    public static SummaryHour Read(ref StateReader reader)
    {
        reader.Version(Format);
        var hour = new SummaryHour(reader.Count());
        for (var i = 0; i < Minutes; i++)
            hour._minutes[i] = reader.Optional(MinuteSummary.Read);
        return hour;
    }
}
