using System.Globalization;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Reporting;

/// <summary>A checked query, its bounds aligned to the step.</summary>
internal readonly record struct SeriesRange(IReadOnlyList<SeriesMetric> Metrics, long FromMs, long ToMs, long StepMs)
{
    private const long MaxPoints = 2000;

    /// <summary>What the metrics together are made of.</summary>
    public Groups Groups => Metrics.Aggregate(Groups.None, (groups, metric) => groups | metric.Groups);

    /// <summary>Null when the query can be answered exactly, else what is wrong, naming the parameter.</summary>
    public static string? Parse(SeriesQuery query, ComponentData data, long nowMs, out SeriesRange range)
    {
        range = default;
        var metrics = new List<SeriesMetric>(query.Metrics.Count);
        foreach (var name in query.Metrics)
        {
            if (SeriesMetric.Parse(name) is not { } metric)
                return $"metric: '{name}' is unknown; known are {string.Join(", ", SeriesMetrics.All)}";
            metrics.Add(metric);
        }
        var step = (long)query.Step.TotalMilliseconds;
        if (query.Step <= TimeSpan.Zero || query.Step.Ticks % TimeSpan.TicksPerMinute != 0)
            return $"step: {Text(query.Step)} is not a positive number of whole minutes";
        var from = query.From.ToUnixTimeMilliseconds();
        var to = query.To.ToUnixTimeMilliseconds();
        if (to <= from)
            return $"to: {query.To:O} is not after from, {query.From:O}";
        range = new(metrics, Floor(from, step), Floor(to + step - 1, step), step);
        var count = (range.ToMs - range.FromMs) / step;
        if (count > MaxPoints)
            return $"step: {Text(query.Step)} makes {count} points, more than {MaxPoints}";
        return TooFine(from, step, metrics, data, nowMs);
    }

    public static long FirstMinuteInRing(ComponentData data) => Clock.Minute(data.PositionMs) - Clock.ResidentMinutes + 1;

    private static string? TooFine(long from, long step, List<SeriesMetric> metrics, ComponentData data, long nowMs)
    {
        if (step % Clock.HourMs == 0)
            return null;
        if (Clock.Hour(from) <= Clock.Hour(nowMs) - Clock.ResidentHours)
            return $"step: minutes are kept for 24 hours; from {Clock.Time(from):O} ask for 1h or a multiple of it";
        if (step > Clock.MinuteMs && step % (Clock.SketchMinutes * Clock.MinuteMs) != 0 && metrics.Exists(m => m.Groups.HasFlag(Groups.Users)))
            return $"step: different texts are counted over {Clock.SketchMinutes} minutes; ask for 1m or a multiple of {Clock.SketchMinutes}m";
        var hourAgo = (FirstMinuteInRing(data) - 1) * Clock.MinuteMs;
        return step > Clock.MinuteMs && metrics.Exists(m => m.NeedsWindows) && from < hourAgo
            ? $"step: quantiles, means and diversity of several minutes are exact within the last 60 minutes; from {Clock.Time(from):O} ask for 1m, 1h or a multiple of 1h"
            : null;
    }

    private static long Floor(long ms, long step) => ms - ((ms % step) + step) % step;

    private static string Text(TimeSpan step) => step.ToString("c", CultureInfo.InvariantCulture);
}
