using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Objectives;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Saving;

/// <summary>Restores a state from its head and its resident blocks.</summary>
internal static class StateLoader
{
    private static readonly string s_evidenceBook = new BlockName(BlockKind.Evidence, EvidenceBook.Block, TelemetrySource.Records).ToString();

    /// <exception cref="InvalidDataException">The bytes are not a state, or a block that the head names is missing.</exception>
    public static void Load(ComponentData data, ReadOnlyMemory<byte> head, IReadOnlyList<StateBlock> blocks, LostBlocks? lost)
    {
        HeadCodec.Read(head, data);
        var byName = blocks.ToDictionary(b => b.Name, b => b.Bytes);
        foreach (var name in HeadCodec.ReadBlockNames(head))
        {
            if (byName.TryGetValue(name, out var bytes))
                LoadBlock(data, name, bytes.Span);
            else if (lost?.Names.Contains(name) != true)
                throw new InvalidDataException($"Block {name} is missing");
            data.Stored.Add(name);
        }
        // The next checkpoint is to tell the store what is gone.
        if (lost is not null)
            data.Version++;
        if (lost?.Names.Contains(s_evidenceBook) == true)
            FindWeeks(data, lost.Stored.Except(byName.Keys).Except(lost.Names));
        foreach (var name in StateSaver.ArchivedNames(data))
            data.Stored.Add(name);
        data.Anomalies.Advance(data);
        data.Drift.RestorePosition(data.PositionMs);
    }

    /// <summary>Which weeks left the memory stood in the block that is lost; the store's names tell it too.</summary>
    private static void FindWeeks(ComponentData data, IEnumerable<string> archived)
    {
        foreach (var name in archived)
        {
            if (BlockName.Parse(name) is { Kind: BlockKind.Evidence } week)
                data.Evidence.RestoreArchived(week.Index);
        }
        data.Evidence.Version = data.Version;
    }

    private static void LoadBlock(ComponentData data, string name, ReadOnlySpan<byte> bytes)
    {
        var parsed = BlockName.Parse(name) ?? throw new InvalidDataException($"Block {name}: the name says nothing");
        var reader = new StateReader(name, bytes);
        if (parsed.Kind == BlockKind.Alerts)
            data.Alerts.Restore(ref reader, data.Version);
        else if (parsed.Kind == BlockKind.Anomalies)
            data.Anomalies.Restore(ref reader, data.Version);
        else if (parsed.Kind == BlockKind.Drift)
            data.Drift.Restore(ref reader, parsed.Index, data.Version);
        else if (parsed.Kind == BlockKind.Rollout)
            data.Rollout.Restore(ref reader, data.Settings.Rollout, data.Version);
        else if (parsed.Kind == BlockKind.Golden)
            data.Golden.Restore(ref reader, parsed.Index, data.Version);
        else if (parsed is { Kind: BlockKind.Evidence, Index: EvidenceBook.Block })
            data.Evidence.Restore(ref reader, data.Version);
        else if (parsed.Kind == BlockKind.Evidence)
            data.Evidence.Restore(EvidenceWeek.Read(ref reader), data.Version);
        else if (parsed.Kind is BlockKind.Judging or BlockKind.Verdicts)
            LoadJudging(data, parsed, ref reader);
        else
            LoadTrack(data, parsed, ref reader);
        reader.End();
    }

    private static void LoadJudging(ComponentData data, BlockName parsed, ref StateReader reader)
    {
        switch (parsed)
        {
            case { Kind: BlockKind.Verdicts }:
                data.Judging.Verdicts.Restore(VerdictBlock.Read(ref reader, parsed.Index), data.Version);
                break;
            case { Index: JudgingState.Block }:
                data.Judging.Restore(ref reader, data.Version);
                break;
            case { Index: JudgingState.AnnotationsBlock }:
                data.Judging.Annotations.Restore(ref reader, data.Version);
                break;
            case { Index: JudgingState.FixedSetBlock }:
                data.Judging.FixedSet.Restore(ref reader, data.Version);
                break;
            case { Index: JudgingState.ScoresBlock }:
                data.Judging.RestoreScores(ref reader, data.Version);
                break;
            default:
                throw reader.Corrupt($"{parsed.Index} is no part of the judging");
        }
    }

    private static void LoadTrack(ComponentData data, BlockName parsed, ref StateReader reader)
    {
        var track = data.Track(parsed.Source);
        switch (parsed.Kind)
        {
            case BlockKind.Minute:
                track.History.RestoreMinute(ReadWindow(ref reader, data));
                break;
            case BlockKind.Hour:
                track.History.RestoreHour(ReadWindow(ref reader, data));
                break;
            case BlockKind.Life:
                track.History.RestoreLife(ReadWindow(ref reader, data));
                break;
            case BlockKind.Summary:
                var summary = SummaryHour.Read(ref reader);
                summary.Version = data.Version;
                track.History.RestoreSummary(summary);
                break;
            case BlockKind.Slices:
                var slices = SliceBlock.Read(ref reader);
                slices.Version = data.Version;
                track.Slices.Restore(slices);
                break;
            case BlockKind.Readings:
                ReadingsCodec.Read(ref reader, track, data.Name);
                track.ReadingsVersion = data.Version;
                break;
            case BlockKind.Budgets:
                (track.Budgets ?? new BudgetBook([])).Restore(ref reader, data.Version);
                break;
            case BlockKind.Series when parsed.Index == SeriesTable.ShardCount:
                track.ForSeries().Restore(ref reader, data.Version);
                break;
            case BlockKind.Series when parsed.Index < SeriesTable.ShardCount:
                track.ForSeries().RestoreShard(ref reader, (int)parsed.Index, data.Version);
                break;
            case BlockKind.Series:
                throw reader.Corrupt($"{parsed.Index} is no part of the series");
            default:
                track.Sessions.Restore(ref reader);
                track.SessionsVersion = data.Version;
                break;
        }
    }

    private static Window ReadWindow(ref StateReader reader, ComponentData data)
    {
        var window = Window.Read(ref reader);
        window.Version = data.Version;
        return window;
    }
}
