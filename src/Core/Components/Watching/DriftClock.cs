using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Rules;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Reporting;
using Plimsoll.Drift.Content;
using Plimsoll.Drift.Sequences;
using Plimsoll.Drift.Watch;
using Plimsoll.Quality.Rubrics;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Watching;

/// <summary>Hands a component's drift watch each hour once it takes no more events, 120 s after its end.</summary>
internal sealed class DriftClock
{
    /// <summary>Index of the block with what is no hour; those of days follow it.</summary>
    public const long Block = 0;

    /// <summary>Index of the block with what sampled answers said; no day that anybody watched.</summary>
    public const long ContentBlock = 1;

    private long _closed;

    public DriftWatch Watch { get; } = new();

    public ContentWatch Content { get; } = new();

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; private set; }

    /// <summary>Returns whether an hour was closed.</summary>
    public bool Advance(ComponentData data)
    {
        var closed = LastOver(data.PositionMs);
        if (closed <= _closed)
            return false;
        var changed = false;
        for (var hour = Math.Max(Math.Max(_closed, Watch.LastHour) + 1, closed - Clock.ResidentHours + 2); hour <= closed; hour++)
            changed |= Close(data, hour);
        _closed = closed;
        if (changed)
            Version = data.Version;
        return changed;
    }

    /// <summary>Begins the baseline anew, of what is measured and of what answers say.</summary>
    public void Begin(BaselineReset reset, long version)
    {
        Watch.Begin(reset);
        Content.Begin();
        Version = version;
    }

    /// <summary>Blocks to save: what is no hour first, then a block for each day.</summary>
    public IEnumerable<(long Index, long Version, Action<StateWriter> Write)> Blocks()
    {
        if (Version == 0)
            yield break;
        yield return (Block, Version, Watch.Write);
        if (Content.Any)
            yield return (ContentBlock, Version, Content.Write);
        foreach (var day in Watch.Days)
            yield return (day.Key, day.Max(h => h.StateVersion), w => WriteDay([.. day], w));
    }

    /// <summary>What was over when the state was saved is not looked at again, be it that nothing had come of it by then.</summary>
    public void RestorePosition(long positionMs) => _closed = LastOver(positionMs);

    public void Restore(ref StateReader reader, long index, long version)
    {
        Version = version;
        if (index == Block)
        {
            Watch.Restore(ref reader);
            return;
        }
        if (index == ContentBlock)
        {
            Content.Restore(ref reader);
            return;
        }
        for (var left = reader.Length(DriftWatch.HoursPerDay); left > 0; left--)
        {
            var hour = DriftHour.Read(ref reader);
            hour.StateVersion = version;
            Watch.RestoreHour(hour);
        }
    }

    private static long LastOver(long positionMs) => Clock.Hour(positionMs - AnomalyWatch.LatenessMs) - 1;

    private bool Close(ComponentData data, long hour)
    {
        var sum = new Window(0);
        HistoryReader.AddHour(data, hour, new HourArchive([]), sum);
        if (sum.Traffic is null && sum.Feedback is null)
            return false;
        if (Watch.FollowPrompt(hour * Clock.HourMs, data.Alerts.Fires(data.Settings.Alerts, AlertFamily.Drift)))
            Content.Begin();
        var version = VersionOf(data, hour);
        var key = new ScoreKey(data.Settings.Judging.Rubric.Version, data.Settings.Judging.Rubric.Evaluator.ToString(), RubricLimits.Composite, version);
        var drifting = new DriftHour(hour, version, Score(data, key, hour), (sum.Feedback?.Ratings ?? 0, sum.Feedback?.MeanRating ?? 0))
        {
            Distributions = [.. DriftSignal.All.Select(s => sum.Traffic?[s.Measure] is { } histogram ? BucketCounts.Of(histogram) : null)],
            StateVersion = data.Version,
        };
        Watch.Close(drifting, data.Judging.Scores.Today(key), Content.Close(hour));
        return true;
    }

    /// <summary>The model version with the most requests of the hour; empty where none is known.</summary>
    private static string VersionOf(ComponentData data, long hour)
    {
        var track = data.Counting(Groups.Requests, hour * Clock.HourMs, (hour + 1) * Clock.HourMs);
        var slices = track?.Slices.Blocks.FirstOrDefault(b => b.Index == hour / SliceBlock.Hours)?.Slices(Dimension.ModelVersion);
        return slices?.OrderByDescending(s => s.Value.Hour(hour).Requests).ThenBy(s => s.Key, StringComparer.Ordinal).First().Key ?? "";
    }

    private static HourScore? Score(ComponentData data, ScoreKey key, long hour)
    {
        if (!key.MayAlert || JudgeTrustBook.Of(data).IsQuarantined(key.Dimension, key.ModelVersion))
            return null;
        var window = data.Judging.Scores.Hours(key).FirstOrDefault(h => h.FromMs == hour * Clock.HourMs).Window;
        return window is { Mean: { } mean, StandardError: { } error, Judged: var n }
            ? new(data.Judging.FixedSet.JudgeOf(key), new Moments(n, mean, error * error * n)) : null;
    }

    private static void WriteDay(IReadOnlyList<DriftHour> hours, StateWriter writer)
    {
        writer.Count(hours.Count);
        foreach (var hour in hours)
            hour.Write(writer);
    }
}
