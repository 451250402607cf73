using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>What was unusual about the series of one source since the component began.</summary>
internal struct SeriesCounters
{
    /// <summary>Points of new series for which there was no room.</summary>
    public long Overflowed { get; set; }

    /// <summary>Cumulative points that came again or after a later one.</summary>
    public long Repeated { get; set; }

    /// <summary>Series that began anew.</summary>
    public long Resets { get; set; }

    /// <summary>Changes that a better family of metrics tells of too.</summary>
    public long Superseded { get; set; }

    /// <summary>Of all sources together.</summary>
    public static SeriesCounters Of(IEnumerable<SeriesTable?> tables) =>
        tables.Aggregate(new SeriesCounters(), (sum, table) => table is null ? sum : sum.Plus(table.Counters));

    private readonly SeriesCounters Plus(SeriesCounters other) => new()
    {
        Overflowed = Overflowed + other.Overflowed,
        Repeated = Repeated + other.Repeated,
        Resets = Resets + other.Resets,
        Superseded = Superseded + other.Superseded,
    };

    public readonly void Write(StateWriter writer)
    {
        writer.Count(Overflowed);
        writer.Count(Repeated);
        writer.Count(Resets);
        writer.Count(Superseded);
    }

    public static SeriesCounters Read(ref StateReader reader) => new()
    {
        Overflowed = reader.Count(),
        Repeated = reader.Count(),
        Resets = reader.Count(),
        Superseded = reader.Count(),
    };
}
