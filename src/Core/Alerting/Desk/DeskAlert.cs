using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;

namespace Plimsoll.Alerting.Desk;

/// <summary>An alert as the desk knows it: the last notice of it, and what people did.</summary>
/// <param name="Mute">Why nobody is told of it now.</param>
/// <param name="Ended">When it resolved; null while it fires or recovers.</param>
/// <param name="AcknowledgedBy">Who looks after it; null for nobody. Gone once it becomes more urgent.</param>
public sealed record DeskAlert(
    AlertNotice Notice, AlertMute Mute, DateTimeOffset Started, DateTimeOffset? Ended = null, string? AcknowledgedBy = null, DateTimeOffset? AcknowledgedAt = null)
{
    private const string AlertName = "alertname";
    private const string ComponentLabel = "component";
    private const string FamilyLabel = "family";
    private const string PriorityLabel = "priority";
    private const string SeverityLabel = "severity";
    private const string ModelLabel = "model";
    private const string VersionLabel = "model_version";

    public string Key => Notice.Key;

    public AlertPriority Priority => Notice.Priority;

    public bool IsActive => Ended is null;

    /// <summary>Whether channels are to be told, silences aside.</summary>
    public bool Tells => IsActive && Notice.Notify && Mute == AlertMute.None;

    /// <summary>What silences and receivers match by.</summary>
    public IReadOnlyDictionary<string, string> Labels => LabelsAs(Priority);

    /// <summary>One of <see cref="Labels"/>, without making the rest; null for none of this name.</summary>
    public string? Label(string name) => name switch
    {
        AlertName => Notice.Rule,
        ComponentLabel => Notice.Component,
        FamilyLabel => Notice.Family.Word(),
        PriorityLabel => Priority.ToString(),
        SeverityLabel => Priority.Severity(),
        ModelLabel when Notice.Model is { } model => model,
        VersionLabel when Notice.ModelVersion is { } version => version,
        _ => Notice.Labels.GetValueOrDefault(name),
    };

    /// <summary>The labels that it had with another priority.</summary>
    public IReadOnlyDictionary<string, string> LabelsAs(AlertPriority priority)
    {
        var labels = new SortedDictionary<string, string>(Notice.Labels.ToDictionary(), StringComparer.Ordinal)
        {
            [AlertName] = Notice.Rule,
            [ComponentLabel] = Notice.Component,
            [FamilyLabel] = Notice.Family.Word(),
            [PriorityLabel] = priority.ToString(),
            [SeverityLabel] = priority.Severity(),
        };
        if (Notice.Model is { } model)
            labels[ModelLabel] = model;
        if (Notice.ModelVersion is { } version)
            labels[VersionLabel] = version;
        return labels;
    }

    /// <summary>After one more notice of the same key; the same when the notice is not newer. An end is told as what was told, whatever the rule says by then.</summary>
    public DeskAlert After(AlertNotice notice)
    {
        if (notice.At < Notice.At || (notice.At == Notice.At && notice.Event == Notice.Event))
            return this;
        if (!notice.Active)
            notice = Notice with { Event = notice.Event, Mute = notice.Mute, Active = false, At = notice.At, Evidence = notice.Evidence };
        var next = this with { Notice = notice.Evidence.Count > 0 ? notice : notice with { Evidence = Notice.Evidence } };
        if (notice.Event == AlertEventKind.Firing && Ended is not null)
            next = next with { Started = notice.At, AcknowledgedBy = null, AcknowledgedAt = null };
        if (notice.Priority < Priority)
            next = next with { AcknowledgedBy = null, AcknowledgedAt = null };
        return next with
        {
            Ended = notice.Active ? null : Ended ?? notice.At,
            Mute = notice.Event == AlertEventKind.Flapping ? Mute : notice.Mute,
        };
    }
}
