using System.Text.Json;
using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.History;
using Plimsoll.Effects;

namespace Plimsoll.Components.Alerting;

/// <summary>Tells the alert desk what changed, through the outbox.</summary>
internal static class AlertEffects
{
    public static AlertSubject SubjectOf(ComponentData data, long nowMs)
    {
        var track = data.Counting(Groups.Requests, nowMs - Clock.DayMs, nowMs + 1);
        return new(track?.Model.Value, track?.ModelVersion.Value);
    }

    public static void Add(ComponentData data, AlertRule rule, AlertTrack track, AlertEvent change, long nowMs)
    {
        var notice = ToNotice(data, rule, track, change, nowMs);
        if (rule.Notify)
            EvidenceClock.NoteAlert(data, rule.Name, change, notice.Since.ToUnixTimeMilliseconds(), nowMs);
        var kind = change.Kind.ToString().ToLowerInvariant();
        data.Outbox.Add(new(
            $"{AlertNotice.Kind}/{notice.Key}/{kind}/{nowMs}", AlertNotice.Kind, (EffectPriority)change.Priority, nowMs,
            JsonSerializer.SerializeToUtf8Bytes(notice, AlertNoticeJson.Default.AlertNotice)));
    }

    /// <summary>What stands for a rule that is no more. The desk knows the rest from what it was told before.</summary>
    public static AlertRule Retired(string name) => new() { Name = name, Family = AlertFamily.Usage, Levels = [] };

    private static AlertNotice ToNotice(ComponentData data, AlertRule rule, AlertTrack track, AlertEvent change, long nowMs)
    {
        var since = track.Machine.SinceMs > 0 ? track.Machine.SinceMs : track.Machine.FiredMs;
        return new()
        {
            Key = DedupKey.Of(data.Name, track.Subject.Model, track.Subject.ModelVersion, rule.Name),
            Component = data.Name,
            Model = track.Subject.Model,
            ModelVersion = track.Subject.ModelVersion,
            Rule = rule.Name,
            Family = rule.Family,
            Event = change.Kind,
            Mute = change.Mute,
            Priority = change.Priority,
            Active = track.Machine.IsActive,
            Since = Clock.Time(since),
            At = Clock.Time(nowMs),
            Notify = rule.Notify,
            Summary = rule.Summary,
            RunbookUrl = rule.RunbookUrl,
            RunbookSteps = rule.RunbookSteps,
            Channels = rule.Channels,
            Labels = rule.Labels,
            Evidence = track.Evidence,
        };
    }
}
