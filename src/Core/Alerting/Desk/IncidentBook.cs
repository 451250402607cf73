using Plimsoll.Alerting.Notices;
using Plimsoll.Alerting.States;

namespace Plimsoll.Alerting.Desk;

/// <summary>Incidents, newest last. Bounded: the oldest closed one makes room.</summary>
internal sealed class IncidentBook
{
    public const int MaxIncidents = 300;
    private const string IdTime = "yyyyMMddHHmmss";

    private readonly List<Incident> _incidents = [];

    public IReadOnlyList<Incident> All => _incidents;

    public void Restore(IEnumerable<Incident> incidents) => _incidents.AddRange(incidents);

    public Incident? Open(string component) => _incidents.FindLast(i => i.Component == component && i.Closed is null);

    /// <summary>Writes a notice into the open incident, or begins one when the notice is of something that tells channels.</summary>
    public void Note(AlertNotice notice)
    {
        var open = Open(notice.Component);
        if (open is null && notice is { Notify: true, Active: true, Mute: AlertMute.None })
            open = Begin(notice);
        if (open is not null)
            Put(open.With(new(notice.At, Word(notice.Event), notice.Rule, Text(notice)), notice is { Notify: true, Active: true, Mute: AlertMute.None } ? notice.Priority : null));
    }

    public void Note(string component, IncidentEntry entry)
    {
        if (Open(component) is { } open)
            Put(open.With(entry));
    }

    /// <summary>Writes an entry into the open incidents of several components.</summary>
    public void Note(IReadOnlySet<string> components, IncidentEntry entry)
    {
        foreach (var open in _incidents.FindAll(i => i.Closed is null && components.Contains(i.Component)))
            Put(open.With(entry));
    }

    /// <summary>Returns whether there is such an incident.</summary>
    public bool NoteOn(string id, IncidentEntry entry)
    {
        if (_incidents.Find(i => i.Id == id) is not { } incident)
            return false;
        Put(incident.With(entry));
        return true;
    }

    public void Close(string component, DateTimeOffset now)
    {
        if (Open(component) is { } open)
            Put(open with { Closed = now });
    }

    private Incident Begin(AlertNotice notice)
    {
        var incident = new Incident($"{notice.At.UtcDateTime.ToString(IdTime, System.Globalization.CultureInfo.InvariantCulture)}-{notice.Key[..8]}", notice.Component, notice.Priority, notice.Since, null, []);
        _incidents.Add(incident);
        if (_incidents.Count > MaxIncidents)
            _incidents.RemoveAt(Math.Max(0, _incidents.FindIndex(i => i.Closed is not null)));
        return incident;
    }

    private void Put(Incident incident) => _incidents[_incidents.FindIndex(i => i.Id == incident.Id)] = incident;

    private static string Word(AlertEventKind kind) => kind switch
    {
        AlertEventKind.Firing => "fired",
        AlertEventKind.FlapCleared => "calmed",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Text(AlertNotice notice)
    {
        var evidence = string.Join("; ", notice.Evidence.Select(e => $"{e.Signal} {e.Value}{(e.Threshold is { } threshold ? $" ({threshold})" : "")}"));
        var muted = notice.Mute == AlertMute.None ? "" : $", told to nobody: {notice.Mute.ToString().ToLowerInvariant()}";
        return $"{notice.Priority}{muted}{(evidence.Length > 0 ? $": {evidence}" : "")}";
    }
}
