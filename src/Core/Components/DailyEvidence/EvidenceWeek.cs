using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Seven days that are saved together.</summary>
internal sealed class EvidenceWeek(long index)
{
    public const int Days = 7;
    private const byte Format = 1;

    private readonly SortedDictionary<long, EvidenceDay> _days = [];

    /// <summary>Unix day ÷ 7.</summary>
    public long Index { get; } = index;

    public long Version { get; set; }

    public IEnumerable<EvidenceDay> All => _days.Values;

    public static long IndexOf(long day) => day / Days;

    public EvidenceDay? Find(long day) => _days.GetValueOrDefault(day);

    public EvidenceDay Day(long day)
    {
        if (!_days.TryGetValue(day, out var found))
            _days[day] = found = new(day);
        return found;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Index);
        writer.Count(_days.Count);
        foreach (var day in _days.Values)
            day.Write(writer);
    }

    public static EvidenceWeek Read(ref StateReader reader)
    {
        reader.Version(Format);
        var week = new EvidenceWeek(reader.Count());
        for (var left = reader.Length(Days); left > 0; left--)
        {
            var day = EvidenceDay.Read(ref reader);
            if (IndexOf(day.Day) != week.Index)
                throw reader.Corrupt($"day {day.Day} is not of week {week.Index}");
            week._days[day.Day] = day;
        }
        return week;
    }
}
