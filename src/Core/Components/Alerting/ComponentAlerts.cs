using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components.History;

namespace Plimsoll.Components.Alerting;

/// <summary>The alerts of one component: every rule's state machine, and what covers what.</summary>
internal sealed class ComponentAlerts
{
    /// <summary>How long a harmful answer stands: long enough for a tick to see it.</summary>
    private const long HarmMs = 10 * Clock.MinuteMs;

    private const byte Format = 2;
    private const byte WithoutRetirement = 1;
    private const int MaxAlerts = 1_000;

    /// <summary>The state machine's tick.</summary>
    private const long TickMs = 30 * Clock.SecondMs;

    private readonly SortedDictionary<string, AlertTrack> _tracks = new(StringComparer.Ordinal);
    private long _lastMs;
    private long _harmSuspectedMs;
    private long _harmConfirmedMs;

    public RecentScores Scores { get; } = new();

    public FamilyBreaches Families { get; } = new();

    /// <summary>Whether rules on scores of single requests have something new to judge, or the component's state changed.</summary>
    public bool Urgent { get; set; }

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; set; }

    /// <summary>When somebody said that the component is no more; 0 where nobody did. See <see cref="StateJudge.IsRetired"/>.</summary>
    public long RetiredMs { get; private set; }

    /// <summary>Alerts that pend, fire or recover, by rule.</summary>
    public IEnumerable<(string Rule, AlertTrack Track)> Known =>
        _tracks.Where(t => t.Value.Machine.State != AlertState.Inactive).Select(t => (t.Key, t.Value));

    /// <summary>Whether an alert of a family fires or recovers.</summary>
    public bool Fires(AlertSettings settings, AlertFamily family) =>
        settings.Rules.Any(r => r.Family == family && _tracks.TryGetValue(r.Name, out var track) && track.Machine.State is AlertState.Firing or AlertState.Recovering);

    /// <summary>Evaluates every rule at each half minute, and at once when something is urgent. Returns whether the state of an alert may have changed.</summary>
    public bool Tick(ComponentData data, long nowMs)
    {
        var rules = data.Settings.Alerts.Rules;
        if (StateJudge.IsRetired(data) || (rules.Count == 0 && _tracks.Count == 0) || (nowMs / TickMs == _lastMs / TickMs && !Urgent) || nowMs <= _lastMs)
            return false;
        Urgent = false;
        if (_lastMs > 0 && nowMs - _lastMs > AlertMachine.NoDataMs)
            SkipGap(nowMs);
        _lastMs = nowMs;
        var retired = EndRetired(data, rules, nowMs);
        var signals = new ComponentSignals(data, nowMs);
        Families.Judge(data);
        var judged = rules.Select(r => (Rule: r, Judged: AlertTrack.Judge(r, signals))).ToList();
        var cover = AlertCover.Of(judged.Select(j => (j.Rule, Track: _tracks.GetValueOrDefault(j.Rule.Name), j.Judged.Holds, j.Judged.Level.Priority)));
        foreach (var (rule, (holds, level)) in judged)
            Step(data, rule, holds, level, cover, signals, nowMs);
        if (!retired && !judged.Exists(j => _tracks.ContainsKey(j.Rule.Name)))
            return false;
        Version = data.Version;
        return true;
    }

    /// <summary>Ends every alert; none begins before the component has requests again.</summary>
    public void Retire(ComponentData data, long nowMs)
    {
        (RetiredMs, Version) = (nowMs, data.Version);
        foreach (var (name, track) in _tracks)
            End(data, data.Settings.Alerts.Rules.FirstOrDefault(r => r.Name == name) ?? AlertEffects.Retired(name), track, nowMs);
    }

    /// <summary>A score of one request, for rules on single requests.</summary>
    public void NoteScore(string name, double value, long atMs, long version)
    {
        if (!Scores.Note(name, value, atMs))
            return;
        Urgent = true;
        Version = version;
    }

    /// <summary>A judgement, or a client's filter, that found an answer harmful.</summary>
    public void NoteHarm(bool confirmed, long atMs, long version)
    {
        if (confirmed)
            _harmConfirmedMs = Math.Max(_harmConfirmedMs, atMs);
        else
            _harmSuspectedMs = Math.Max(_harmSuspectedMs, atMs);
        Urgent = true;
        Version = version;
    }

    public bool IsHarm(bool confirmed, long nowMs) => (confirmed ? _harmConfirmedMs : _harmSuspectedMs) > nowMs - HarmMs;

    private void Step(ComponentData data, AlertRule rule, bool? holds, AlertLevel level, AlertCover cover, ComponentSignals signals, long nowMs)
    {
        if (!_tracks.TryGetValue(rule.Name, out var track))
        {
            if (holds is not true)
                return;
            _tracks[rule.Name] = track = new();
        }
        if (!track.Machine.IsActive)
            track.Subject = AlertEffects.SubjectOf(data, nowMs);
        if (holds is true)
            track.Evidence = [.. level.Condition.Reasons(signals).SelectMany(l => l.Explain(signals)).Take(AlertTrack.MaxEvidence)];
        var reading = new AlertReading(holds, level.Priority, cover.Covers(rule, track.Machine.Priority ?? level.Priority));
        foreach (var change in track.Machine.Tick(nowMs, reading, p => Timing(rule, p)))
            AlertEffects.Add(data, rule, track, change, nowMs);
    }

    /// <summary>Ends the alerts of rules that the configuration no longer has for this component: nobody would judge them any more. Returns whether there were any.</summary>
    private bool EndRetired(ComponentData data, IReadOnlyList<AlertRule> rules, long nowMs)
    {
        var retired = _tracks.Keys.Except(rules.Select(r => r.Name)).ToList();
        foreach (var name in retired)
        {
            End(data, AlertEffects.Retired(name), _tracks[name], nowMs);
            _tracks.Remove(name);
        }
        return retired.Count > 0;
    }

    private static void End(ComponentData data, AlertRule rule, AlertTrack track, long nowMs)
    {
        if (track.Machine.End() is { } ended)
            AlertEffects.Add(data, rule, track, ended, nowMs);
    }

    /// <summary>Time that nobody watched is no data.</summary>
    private void SkipGap(long nowMs)
    {
        foreach (var track in _tracks.Values)
            track.Machine.Tick(nowMs - 1, new(null, AlertPriority.P3, track.Machine.Inhibited), AlertTiming.Default);
    }

    private static AlertTiming Timing(AlertRule rule, AlertPriority priority) =>
        rule.Levels.FirstOrDefault(l => l.Priority == priority)?.Timing ?? rule.Levels[^1].Timing;

    public void Write(StateWriter writer)
    {
        writer.Byte(RetiredMs > 0 ? Format : WithoutRetirement);
        writer.Count(_lastMs);
        writer.Count(_harmSuspectedMs);
        writer.Count(_harmConfirmedMs);
        Families.Write(writer);
        Scores.Write(writer);
        writer.Count(_tracks.Count(t => !t.Value.IsIdle));
        foreach (var (rule, track) in _tracks.Where(t => !t.Value.IsIdle))
        {
            writer.Text(rule);
            track.Write(writer);
        }
        if (RetiredMs > 0)
            writer.Count(RetiredMs);
    }

    public void Restore(ref StateReader reader, long version)
    {
        var format = reader.Version(WithoutRetirement, Format);
        _lastMs = reader.Count();
        _harmSuspectedMs = reader.Count();
        _harmConfirmedMs = reader.Count();
        Families.Restore(ref reader);
        Scores.Restore(ref reader);
        for (var left = reader.Length(MaxAlerts); left > 0; left--)
        {
            var rule = reader.Text() ?? throw reader.Corrupt("an alert without a rule");
            _tracks[rule] = AlertTrack.Read(ref reader);
        }
        RetiredMs = format == WithoutRetirement ? 0 : reader.Count();
        Version = version;
    }
}
