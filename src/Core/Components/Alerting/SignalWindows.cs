using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Components.Reporting;

namespace Plimsoll.Components.Alerting;

/// <summary>
/// The last minutes of a component as one tick's rules need them: each window is read once, and of the distributions only
/// those that a rule asks for are merged.
/// </summary>
internal sealed class SignalWindows(ComponentData data, long nowMs)
{
    private readonly Dictionary<long, IReadOnlyList<(Window Window, Groups Groups)>> _minutes = [];
    private readonly Dictionary<(Measure Measure, int Minutes), ExponentialHistogram?> _distributions = [];
    private readonly Dictionary<(int Minutes, bool Sketches), StepFigures> _figures = [];

    /// <summary>Over the whole minutes and the one that runs; null without a value.</summary>
    public ExponentialHistogram? Distribution(Measure measure, int minutes)
    {
        if (_distributions.TryGetValue((measure, minutes), out var known))
            return known;
        ExponentialHistogram? sum = null;
        foreach (var (window, groups) in Over(minutes))
        {
            if (groups.HasFlag(Groups.Requests) && window.Traffic?[measure] is { } histogram)
                (sum ??= measure.NewHistogram()).Merge(histogram);
        }
        return _distributions[(measure, minutes)] = sum;
    }

    /// <summary>Counters and gauges of the minutes; no distributions.</summary>
    /// <param name="sketches">Whether distinct prompts and responses are wanted, which are dear to merge.</param>
    public StepFigures Figures(int minutes, bool sketches)
    {
        if (_figures.TryGetValue((minutes, sketches), out var known))
            return known;
        var start = (Clock.Minute(nowMs) - minutes) * Clock.MinuteMs;
        var seconds = Math.Max(nowMs - start, Clock.SecondMs) / (double)Clock.SecondMs;
        var began = data.Tracks.Any(t => t.Requests.Any && t.Requests.FirstMs <= nowMs);
        var figures = new StepFigures(seconds, began, StepCost.Of(data, start, nowMs), data.Settings.Capacity);
        foreach (var (window, groups) in Over(minutes))
            figures.Add(window, groups);
        if (sketches)
            AddSketches(figures, minutes);
        return _figures[(minutes, sketches)] = figures;
    }

    private void AddSketches(StepFigures figures, int minutes)
    {
        var sum = new Window(0);
        foreach (var (window, groups) in Over(minutes))
            sum.Merge(window, groups & Groups.Users, data.Settings.MaxNamedValues);
        figures.SetVariety(sum.Prompts?.Counts, sum.Responses?.Counts);
    }

    private IEnumerable<(Window Window, Groups Groups)> Over(int minutes)
    {
        var last = Clock.Minute(nowMs);
        for (var minute = last - minutes; minute <= last; minute++)
        {
            foreach (var part in Minute(minute))
                yield return part;
        }
    }

    private IReadOnlyList<(Window Window, Groups Groups)> Minute(long minute)
    {
        if (_minutes.TryGetValue(minute, out var known))
            return known;
        var parts = new List<(Window, Groups)>();
        foreach (var (track, groups) in HistoryReader.Parts(data, minute * Clock.MinuteMs, Clock.MinuteMs))
        {
            if (track.History.FindMinute(minute) is { } window)
                parts.Add((window, groups));
        }
        return _minutes[minute] = parts;
    }
}
