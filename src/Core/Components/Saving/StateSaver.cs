using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Saving;

/// <summary>Writes the head, and the blocks that changed after a version.</summary>
internal static class StateSaver
{
    public static StateSnapshot Save(ComponentData data, long sinceVersion)
    {
        foreach (var track in data.Tracks)
            track.History.Committed(sinceVersion);
        data.Evidence.Committed(sinceVersion);
        var resident = data.Tracks.SelectMany(Blocks).Concat(OwnBlocks(data)).Concat(JudgingBlocks(data.Judging)).ToList();
        var needed = resident.Select(b => b.Name).Concat(ArchivedNames(data)).ToHashSet();
        var changed = resident.Concat(data.Tracks.SelectMany(LeavingBlocks)).Concat(LeavingWeeks(data)).Where(b => b.Version > sinceVersion).Select(ToBlock).ToList();
        var removed = data.Stored.Update(needed, data.Version, sinceVersion);
        return new(data.Version, HeadCodec.Write(data, resident.Select(b => b.Name)), changed, removed, data.Watermarks.ToDictionary());
    }

    /// <summary>Names of the archived hours and days, whether still in memory or only in the store.</summary>
    public static IEnumerable<string> ArchivedNames(ComponentData data) =>
        data.Tracks.SelectMany(t => t.History.Archived.Select(h => new BlockName(BlockKind.Hour, h, t.Source).ToString()))
            .Concat(data.Evidence.Archived.Select(w => new BlockName(BlockKind.Evidence, w, TelemetrySource.Records).ToString()));

    private static StateBlock ToBlock(Block block)
    {
        var writer = new StateWriter();
        block.Write(writer);
        return new(block.Name, writer.ToArray());
    }

    private static IEnumerable<Block> Blocks(SourceTrack track)
    {
        var history = track.History;
        foreach (var minute in history.Minutes)
            yield return Make(track, BlockKind.Minute, minute.Index, minute.Version, minute.Write);
        foreach (var hour in history.Hours)
            yield return Make(track, BlockKind.Hour, hour.Index, hour.Version, hour.Write);
        foreach (var summary in history.Summaries)
            yield return Make(track, BlockKind.Summary, summary.Index, summary.Version, summary.Write);
        foreach (var slices in track.Slices.Blocks)
            yield return Make(track, BlockKind.Slices, slices.Index, slices.Version, slices.Write);
        if (history.Life.Version > 0)
            yield return Make(track, BlockKind.Life, 0, history.Life.Version, history.Life.Write);
        if (track.ReadingsVersion > 0)
            yield return Make(track, BlockKind.Readings, 0, track.ReadingsVersion, w => ReadingsCodec.Write(track, w));
        if (track.SessionsVersion > 0)
            yield return Make(track, BlockKind.Sessions, 0, track.SessionsVersion, track.Sessions.Write);
        if (track.Budgets is { Version: > 0 } budgets)
            yield return Make(track, BlockKind.Budgets, 0, budgets.Version, budgets.Write);
        if (track.Series is not { } series)
            yield break;
        yield return Make(track, BlockKind.Series, SeriesTable.ShardCount, series.Version, series.Write);
        for (var i = 0; i < SeriesTable.ShardCount; i++)
        {
            if (series.Shards[i] is { Version: > 0 } shard)
                yield return Make(track, BlockKind.Series, i, shard.Version, shard.Write);
        }
    }

    private static IEnumerable<Block> OwnBlocks(ComponentData data)
    {
        if (data.Alerts.Version > 0)
            yield return new(new BlockName(BlockKind.Alerts, 0, TelemetrySource.Records).ToString(), data.Alerts.Version, data.Alerts.Write);
        if (data.Anomalies.Version > 0)
            yield return Make(BlockKind.Anomalies, 0, data.Anomalies.Version, data.Anomalies.Write);
        if (data.Rollout.Version > 0)
            yield return Make(BlockKind.Rollout, 0, data.Rollout.Version, data.Rollout.Write);
        foreach (var golden in data.Golden.Tracks)
            yield return Make(BlockKind.Golden, golden.Index, golden.Version, golden.Write);
        if (data.Evidence.Version > 0)
            yield return Make(BlockKind.Evidence, EvidenceBook.Block, data.Evidence.Version, data.Evidence.Write);
        foreach (var week in data.Evidence.Weeks)
            yield return Make(BlockKind.Evidence, week.Index, week.Version, week.Write);
        foreach (var (index, version, write) in data.Drift.Blocks())
            yield return Make(BlockKind.Drift, index, version, write);
    }

    private static IEnumerable<Block> JudgingBlocks(JudgingState judging)
    {
        if (judging.Version > 0)
            yield return Make(BlockKind.Judging, JudgingState.Block, judging.Version, judging.Write);
        if (judging.ScoresVersion > 0)
            yield return Make(BlockKind.Judging, JudgingState.ScoresBlock, judging.ScoresVersion, judging.Scores.Write);
        if (judging.Annotations.Version > 0)
            yield return Make(BlockKind.Judging, JudgingState.AnnotationsBlock, judging.Annotations.Version, judging.Annotations.Write);
        if (judging.FixedSet.Version > 0)
            yield return Make(BlockKind.Judging, JudgingState.FixedSetBlock, judging.FixedSet.Version, judging.FixedSet.Write);
        foreach (var verdicts in judging.Verdicts.Blocks)
            yield return Make(BlockKind.Verdicts, verdicts.Index, verdicts.Version, verdicts.Write);
    }

    private static IEnumerable<Block> LeavingBlocks(SourceTrack track) =>
        track.History.Leaving.Select(h => Make(track, BlockKind.Hour, h.Index, h.Version, h.Write));

    private static IEnumerable<Block> LeavingWeeks(ComponentData data) =>
        data.Evidence.Leaving.Select(w => Make(BlockKind.Evidence, w.Index, w.Version, w.Write));

    private static Block Make(BlockKind kind, long index, long version, Action<StateWriter> write) =>
        new(new BlockName(kind, index, TelemetrySource.Records).ToString(), version, write);

    private static Block Make(SourceTrack track, BlockKind kind, long index, long version, Action<StateWriter> write) =>
        new(new BlockName(kind, index, track.Source).ToString(), version, write);

    private sealed record Block(string Name, long Version, Action<StateWriter> Write);
}
