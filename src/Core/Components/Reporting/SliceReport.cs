using System.Text.Json;
using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>Slices and stages of the resident hours; per block the source counts that was the best active in it.</summary>
internal sealed class SliceReport
{
    private const long BlockMs = SliceBlock.Hours * Clock.HourMs;

    private readonly List<SliceBlock> _blocks = [];
    private readonly long _firstHour;
    private readonly long _lastHour;

    public SliceReport(ComponentData data, long nowMs)
    {
        _lastHour = Clock.Hour(nowMs);
        _firstHour = _lastHour - Clock.ResidentHours + 1;
        foreach (var track in data.Tracks)
        {
            _blocks.AddRange(track.Slices.Blocks.Where(b =>
                (b.Index + 1) * SliceBlock.Hours > _firstHour && b.Index * SliceBlock.Hours <= _lastHour
                && data.Counting(Groups.Requests, b.Index * BlockMs, (b.Index + 1) * BlockMs) == track));
        }
    }

    /// <summary>By dimension, the busiest value first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BreakdownView>> Breakdowns()
    {
        var breakdowns = new Dictionary<string, IReadOnlyList<BreakdownView>>();
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            if (Of(dimension) is { Count: > 0 } views)
                breakdowns[JsonNamingPolicy.SnakeCaseLower.ConvertName(dimension.ToString())] = views;
        }
        return breakdowns;
    }

    /// <param name="only">Of these values; all where it is null.</param>
    public IReadOnlyList<BreakdownView> Of(Dimension dimension, IReadOnlyCollection<string>? only = null) =>
    [
        .. _blocks.SelectMany(b => b.Slices(dimension)?.Where(s => only?.Contains(s.Key) != false).Select(s => (s.Key, Placed: new PlacedSlice(b.Index, s.Value))) ?? [])
            .GroupBy(s => s.Key, s => s.Placed)
            .Select(g => ToView(g.Key, [.. g]))
            .Where(v => v.Requests > 0)
            .OrderByDescending(v => v.Requests).ThenBy(v => v.Value, StringComparer.Ordinal),
    ];

    public IEnumerable<(string Name, ExponentialHistogram Histogram)> Stages() =>
        _blocks.SelectMany(b => b.Stages ?? new Dictionary<string, ExponentialHistogram>())
            .GroupBy(s => s.Key, s => s.Value)
            .Select(g => (g.Key, Merge(g)!));

    private BreakdownView ToView(string value, IReadOnlyList<PlacedSlice> slices)
    {
        var counters = new SliceCounters();
        foreach (var (block, slice) in slices)
        {
            for (var hour = block * SliceBlock.Hours; hour < (block + 1) * SliceBlock.Hours; hour++)
                counters = hour >= _firstHour && hour <= _lastHour ? counters.Plus(slice.Hour(hour)) : counters;
        }
        var (ttft, total) = (Merged(slices, Measure.Ttft), Merged(slices, Measure.Total));
        return new(
            value, counters.Requests, counters.Errors, counters.InputTokens, counters.OutputTokens,
            Distributions.P95(ttft, Measure.Ttft), Distributions.P95(Merged(slices, Measure.Tpot), Measure.Tpot), Distributions.P95(total, Measure.Total),
            Clock.Time(slices.Max(s => s.Slice.LastSeenMs)),
            Distributions.Moments(ttft, Measure.Ttft), Distributions.Moments(total, Measure.Total));
    }

    private static ExponentialHistogram? Merged(IEnumerable<PlacedSlice> slices, Measure measure) =>
        Merge(slices.Select(s => s.Slice[measure]).OfType<ExponentialHistogram>());

    private static ExponentialHistogram? Merge(IEnumerable<ExponentialHistogram> histograms)
    {
        ExponentialHistogram? sum = null;
        foreach (var histogram in histograms)
            (sum ??= new()).Merge(histogram);
        return sum;
    }

    private readonly record struct PlacedSlice(long Block, Slice Slice);
}
