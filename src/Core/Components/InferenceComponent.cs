using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.Erasing;
using Plimsoll.Components.History;
using Plimsoll.Components.Judging;
using Plimsoll.Components.Reporting;
using Plimsoll.Components.Saving;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>
/// One inference component: pure state behind <see cref="Apply"/> and <see cref="Tick"/>. Not thread-safe; its
/// host calls it one call at a time and carries out the effects it asks for.
/// </summary>
public sealed partial class InferenceComponent
{
    /// <summary>Longer without tick and delivery, and nobody watched: what did not come then says nothing.</summary>
    private const long LongestGapMs = Clock.MinuteMs;

    /// <summary>A slice of the fleet's budget lasts for so many turns of calls, where the fleet has as much.</summary>
    private const int SliceTurns = 4;

    private readonly ComponentData _data;

    public InferenceComponent(string name, ComponentSettings settings) => _data = new(name, settings);

    public string Name => _data.Name;

    /// <summary>Rises with every change of state.</summary>
    public long Version => _data.Version;

    /// <summary>Effects that are not acknowledged yet, oldest first.</summary>
    public IReadOnlyList<Effect> PendingEffects => _data.Outbox.Pending;

    /// <summary>
    /// Counts a batch unless the watermark of its journal covers it. A batch that does not decode changes nothing
    /// and comes back as <see cref="DeliveryOutcome.SetAside"/>, with the watermark moved past it.
    /// </summary>
    public DeliveryReceipt Apply(DeliveryBatch batch)
    {
        if (batch.Sequence <= AppliedThrough(batch.JournalId))
            return new(DeliveryOutcome.AlreadyApplied, 0);
        if (BatchApplier.Check(batch.Payload.Span) is { } error)
        {
            SetAside(batch.JournalId, batch.Sequence, error);
            return new(DeliveryOutcome.SetAside, 0, error);
        }
        _data.Version++;
        PassTime(batch.ReceivedMs);
        new BatchApplier(_data, batch.JournalId, batch.ReceivedMs).Apply(batch.Payload.Span);
        _data.Watermarks.Move(batch.JournalId, batch.Sequence, _data.PositionMs);
        return new(DeliveryOutcome.Applied, 0);
    }

    /// <summary>Moves the watermark past a batch that the host could not apply, and counts it.</summary>
    public void SetAside(Guid journalId, long sequence, string reason)
    {
        if (sequence <= AppliedThrough(journalId))
            return;
        _data.Version++;
        _data.Quality.CountSetAside(reason);
        _data.Watermarks.Move(journalId, sequence, _data.PositionMs);
    }

    /// <summary>
    /// Closes windows, accrues GPU cost and evaluates the state; new effects join <see cref="PendingEffects"/>. A time
    /// before the latest tick or receive time counts as that one.
    /// </summary>
    public void Tick(long nowMs)
    {
        _data.Version++;
        nowMs = Math.Max(nowMs, _data.LastTickMs);
        var changed = PassTime(nowMs);
        changed |= _data.Watermarks.Expire(_data.PositionMs);
        changed |= JudgingClock.Tick(_data, nowMs);
        if (StateChange.Note(_data, StateJudge.Judge(_data, nowMs), nowMs))
            changed = _data.Alerts.Urgent = true;
        changed |= _data.Alerts.Tick(_data, nowMs);
        changed |= _data.Rollout.Tick(_data, nowMs);
        if (!changed)
            _data.Version--;
    }

    /// <summary>A receive time moves the clock as a tick does: what is delivered again after an outage costs its own hours.</summary>
    private bool PassTime(long nowMs)
    {
        var changed = _data.Advance(nowMs);
        changed |= GpuCostAccrual.Accrue(_data, nowMs);
        changed |= JudgingClock.Advance(_data, _data.PositionMs);
        if (nowMs - _data.LastTickMs > LongestGapMs)
            _data.WatchedSinceMs = nowMs;
        _data.LastTickMs = Math.Max(_data.LastTickMs, nowMs);
        _data.Anomalies.Advance(_data);
        return changed | _data.Drift.Advance(_data);
    }

    /// <summary>Forgets an effect that was carried out or given up.</summary>
    public void Acknowledge(string effectId)
    {
        if (_data.Outbox.Remove(effectId))
            _data.Version++;
    }

    /// <summary>Begins judge calls. The caller commits the state before it makes them, or takes them back by <see cref="WithdrawJudgements"/>.</summary>
    public JudgeWork TakeJudgements(JudgeTake take, long nowMs)
    {
        _data.Version++;
        var work = JudgeCounter.Take(_data, take, nowMs);
        if (work.Tasks.Count == 0)
            _data.Version--;
        return work;
    }

    /// <summary>Takes back calls that were not made, for their beginning could not be committed.</summary>
    public void WithdrawJudgements(IEnumerable<string> callIds)
    {
        _data.Version++;
        JudgeCounter.Withdraw(_data, callIds);
    }

    /// <summary>Closes the slice of the fleet's budget where another is needed or its time is over; null where neither. The caller commits the state before it asks.</summary>
    public SliceWish? CloseSlice(long nowMs)
    {
        var settings = _data.Settings.Judging;
        if (_data.Judging.Desk.CloseSlice(Name, settings.MostPerCall, SliceTurns * settings.MostInFlight, nowMs) is not { } wish)
            return null;
        _data.Judging.Version = ++_data.Version;
        return wish;
    }

    /// <summary>
    /// Version of the state when what judges said last changed; 0 where nobody judged. A store may keep what was dropped since until
    /// it moves what is alive.
    /// </summary>
    public long SaidVersion => Math.Max(_data.Judging.Verdicts.Version, _data.Judging.Figures.Spent == default ? 0 : 1);

    /// <summary>Takes the answer to <see cref="CloseSlice"/>; null for no slice. Nothing is spent of it before the next commit.</summary>
    public void TakeSlice(Lease? lease, long nowMs)
    {
        _data.Judging.Version = ++_data.Version;
        _data.Judging.Desk.TakeSlice(lease, nowMs);
    }

    /// <summary>Files what calls came to; a confirmed harm joins <see cref="PendingEffects"/>.</summary>
    public void ReportJudgements(IReadOnlyList<JudgeReport> reports, long nowMs)
    {
        _data.Version++;
        foreach (var report in reports)
            JudgeCounter.Report(_data, report, nowMs);
    }

    /// <summary>Files what people said of answers that were judged.</summary>
    public AnnotationReceipt Annotate(AnnotationSet set)
    {
        _data.Version++;
        return Annotating.Add(_data, set);
    }

    /// <summary>By a person, after a rollback: the rollout begins again at its first step.</summary>
    public RearmReceipt RearmRollout(long nowMs)
    {
        _data.Version++;
        return _data.Rollout.Rearm(_data, nowMs);
    }

    /// <summary>Takes out what tells of a user, and leaves what is counted.</summary>
    public ErasureReceipt Erase(ErasureOrder order)
    {
        _data.Version++;
        return ComponentErasure.Erase(_data, order);
    }

    public QualityView Quality(long nowMs) => QualityReport.Make(_data, nowMs);

    public VerdictSet Verdicts(VerdictQuery query) => VerdictReport.Make(_data, query);

    public long AppliedThrough(Guid journalId) => _data.Watermarks.AppliedThrough(journalId);

    public ComponentSummary Summary(long nowMs) => SummaryReport.Make(_data, nowMs);

    /// <param name="nowMs">Present time, Unix milliseconds.</param>
    /// <param name="archivedHours">Hour blocks older than the resident day (see <see cref="ArchivedHours"/>), any order.</param>
    public ComponentView View(long nowMs, IReadOnlyList<StateBlock> archivedHours) =>
        ViewReport.Make(_data, nowMs, new HourArchive(archivedHours));

    public SeriesSet Series(SeriesQuery query, long nowMs, IReadOnlyList<StateBlock> archivedHours) =>
        SeriesReport.Make(_data, query, nowMs, new HourArchive(archivedHours));

    public MinuteSet Minutes(MinuteQuery query, long nowMs) => MinuteReport.Make(_data, query, nowMs);

    public ComponentMetrics Metrics(long nowMs) => MetricsReport.Make(_data, nowMs);

    /// <summary>Names of the blocks of older hours in the store that overlap a period; the host reads them for <see cref="View"/> and <see cref="Series"/>.</summary>
    public IReadOnlyList<string> ArchivedHours(long fromMs, long toMs) =>
    [
        .. from track in _data.Tracks
           from hour in track.History.Archived
           where hour * Clock.HourMs < toMs && (hour + 1) * Clock.HourMs > fromMs && track.History.FindHour(hour) is null
           select new BlockName(BlockKind.Hour, hour, track.Source).ToString(),
    ];

    /// <summary>Keeps the key of the noise in published counts, unless there is one.</summary>
    public void KeepNoise(byte[] drawn)
    {
        if (_data.Evidence.NoiseKey is not null)
            return;
        _data.Version++;
        (_data.Evidence.NoiseKey, _data.Evidence.Version) = (drawn, _data.Version);
    }

    /// <param name="archived">Blocks of older days (see <see cref="ArchivedEvidence"/>), any order.</param>
    public EvidenceSet Evidence(EvidenceQuery query, long nowMs, IReadOnlyList<StateBlock> archived) => EvidenceReport.Make(_data, query, nowMs, archived);

    /// <summary>Names of the blocks in the store that hold days of a period which are not in memory.</summary>
    public IReadOnlyList<string> ArchivedEvidence(EvidenceQuery query)
    {
        var (from, to) = (EvidenceWeek.IndexOf(EvidenceReport.DayOf(query.From)), EvidenceWeek.IndexOf(EvidenceReport.DayOf(query.To)));
        var book = _data.Evidence;
        var resident = book.Weeks.Concat(book.Leaving).Select(w => w.Index).ToHashSet();
        return [.. book.Archived.Where(w => w >= from && w <= to && !resident.Contains(w)).Select(w => new BlockName(BlockKind.Evidence, w, TelemetrySource.Records).ToString())];
    }

    /// <summary>What changed after <paramref name="sinceVersion"/> (0: everything).</summary>
    public StateSnapshot Save(long sinceVersion) => StateSaver.Save(_data, sinceVersion);

    /// <summary>Names of the blocks that <see cref="Load"/> needs with this head; older hours stay in the store.</summary>
    public static IReadOnlyList<string> ResidentBlocks(ReadOnlyMemory<byte> head) => HeadCodec.ReadBlockNames(head);

    /// <summary>How far each journal was applied as of a head, which needs no blocks. Throws as <see cref="Load"/> does.</summary>
    public static IReadOnlyDictionary<Guid, long> ReadWatermarks(ReadOnlyMemory<byte> head)
    {
        var data = new ComponentData("", ComponentSettings.Default);
        HeadCodec.Read(head, data);
        return data.Watermarks.ToDictionary();
    }

    /// <summary>Restores a saved state. Throws <see cref="InvalidDataException"/>, naming block and byte, when the bytes are not a state, and <see cref="NewerStateException"/> when a later build wrote them.</summary>
    /// <param name="lost">Blocks that the head names and nobody could read: the component's version is then one above the saved one. Null for none.</param>
    public static InferenceComponent Load(
        string name, ComponentSettings settings, ReadOnlyMemory<byte> head, IReadOnlyList<StateBlock> blocks, LostBlocks? lost = null)
    {
        var component = new InferenceComponent(name, settings);
        StateLoader.Load(component._data, head, blocks, lost);
        return component;
    }
}
