using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Adds one hour to a day, of the sources that count in it.</summary>
internal static class HourReader
{
    private const double SecondsPerHour = 3600;
    private static readonly HourArchive s_none = new([]);

    public static void Add(ComponentData data, long hour, EvidenceDay day)
    {
        var sum = new Window(hour);
        HistoryReader.AddHour(data, hour, s_none, sum);
        day.Add(sum, data.Settings);
        var slices = Slices(data, hour);
        AddSlices(slices, Dimension.ModelVersion, hour, day.Versions);
        AddSlices(slices, Dimension.Tenant, hour, day.Tenants);
        day.Load.AddHour((sum.Traffic?.Counters.OutputTokens ?? 0) / SecondsPerHour, sum.Gpu?.UtilizationRatio, Copies(slices, hour));
    }

    private static SliceBlock? Slices(ComponentData data, long hour) =>
        data.Counting(Groups.Requests, hour * Clock.HourMs, (hour + 1) * Clock.HourMs)?.Slices.Find(hour / SliceBlock.Hours);

    private static void AddSlices(SliceBlock? block, Dimension dimension, long hour, SliceTotals totals)
    {
        foreach (var (name, slice) in block?.Slices(dimension) ?? new Dictionary<string, Slice>())
            totals.Add(name, slice.Hour(hour));
    }

    /// <summary>What is beyond the bound on names is no one copy, and may be many.</summary>
    private static int Copies(SliceBlock? block, long hour) =>
        block?.Slices(Dimension.Copy)?.Count(s => s.Key != NamedCounters.Other && s.Value.Hour(hour).Requests > 0) ?? 0;
}
