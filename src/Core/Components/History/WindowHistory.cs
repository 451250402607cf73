namespace Plimsoll.Components.History;

/// <summary>Where one event goes: its minute; or, that having left the ring, its hour, the life and the minute's summary.</summary>
/// <param name="Main">Minute or hour; null for an event before the resident history, which only counts for the life.</param>
internal readonly record struct Targets(Window? Main, Window? Life, MinuteSummary? Summary);

/// <summary>
/// The windows of one source in time. An event is written once, to its minute; hours and the life are what has left
/// the minute ring, so that reading them adds the minutes still there.
/// </summary>
internal sealed class WindowHistory(int nameLimit)
{
    /// <summary>Hours that left and are not in a committed checkpoint yet; beyond it the oldest is given up.</summary>
    private const int MaxLeaving = 48;

    private readonly Window?[] _minutes = new Window?[Clock.ResidentMinutes];
    private readonly SortedDictionary<long, Window> _hours = [];
    private readonly SortedDictionary<long, Window> _leaving = [];
    private readonly SortedDictionary<long, SummaryHour> _summaries = [];
    private readonly SortedSet<long> _archived = [];
    private long _minute;

    /// <summary>What has left the minute ring since the component began.</summary>
    public Window Life { get; private set; } = new(0);

    public IEnumerable<Window> Minutes => _minutes.OfType<Window>();

    public IEnumerable<Window> Hours => _hours.Values;

    public IEnumerable<SummaryHour> Summaries => _summaries.Values;

    /// <summary>Hours that left the resident day, still in memory.</summary>
    public IEnumerable<Window> Leaving => _leaving.Values;

    /// <summary>Unix hours that left the resident day, rising; those of <see cref="Leaving"/> too.</summary>
    public IReadOnlyCollection<long> Archived => _archived;

    public Window? FindMinute(long minute) =>
        minute >= 0 && _minutes[minute % Clock.ResidentMinutes] is { } window && window.Index == minute ? window : null;

    /// <summary>What has left the minute ring of an hour.</summary>
    public Window? FindHour(long hour) => _hours.GetValueOrDefault(hour) ?? _leaving.GetValueOrDefault(hour);

    public MinuteSummary? FindSummary(long minute) => _summaries.GetValueOrDefault(minute / 60)?.Find(minute);

    public Targets Target(long minute, long version)
    {
        if (minute > _minute - Clock.ResidentMinutes)
            return new(Touch(_minutes[minute % Clock.ResidentMinutes] ??= new(minute), version), null, null);
        var life = Touch(Life, version);
        var hour = minute / 60;
        if (hour <= _minute / 60 - Clock.ResidentHours)
            return new(null, life, null);
        var summaries = Summary(hour);
        summaries.Version = version;
        return new(Touch(Hour(hour), version), life, summaries.Change(minute));
    }

    /// <summary>Moves the rings on. Returns whether a window left one.</summary>
    public bool Advance(long minute, long version)
    {
        if (minute <= _minute)
            return false;
        var hourChanged = minute / 60 != _minute / 60;
        _minute = minute;
        var changed = FoldMinutes(version);
        if (hourChanged)
            changed |= LeaveHours();
        return changed;
    }

    /// <summary>Forgets hours that a committed checkpoint holds.</summary>
    public void Committed(long version)
    {
        foreach (var hour in _leaving.Values.Where(w => w.Version <= version).Select(w => w.Index).ToList())
            _leaving.Remove(hour);
    }

    public void RestorePosition(long minute) => _minute = minute;

    public void RestoreLife(Window window) => Life = window;

    public void RestoreMinute(Window window) => _minutes[window.Index % Clock.ResidentMinutes] = window;

    public void RestoreHour(Window window) => _hours[window.Index] = window;

    public void RestoreSummary(SummaryHour hour) => _summaries[hour.Index] = hour;

    public void RestoreArchived(long hour) => _archived.Add(hour);

    private static Window Touch(Window window, long version)
    {
        window.Version = version;
        return window;
    }

    private Window Hour(long hour)
    {
        if (!_hours.TryGetValue(hour, out var window))
            _hours[hour] = window = new(hour);
        return window;
    }

    private SummaryHour Summary(long hour)
    {
        if (!_summaries.TryGetValue(hour, out var summary))
            _summaries[hour] = summary = new(hour);
        return summary;
    }

    private bool FoldMinutes(long version)
    {
        var changed = false;
        for (var i = 0; i < _minutes.Length; i++)
        {
            if (_minutes[i] is not { } window || window.Index > _minute - Clock.ResidentMinutes)
                continue;
            _minutes[i] = null;
            Touch(Hour(window.Index / 60), version).Merge(window, Groups.All, nameLimit);
            Touch(Life, version).Merge(window, Groups.Requests | Groups.Own | Groups.Hosts, nameLimit);
            var summaries = Summary(window.Index / 60);
            summaries.Version = version;
            summaries.Change(window.Index).Absorb(window);
            summaries.Seal();
            changed = true;
        }
        return changed;
    }

    private bool LeaveHours()
    {
        var oldest = _minute / 60 - Clock.ResidentHours;
        var changed = _archived.RemoveWhere(h => h <= oldest - Clock.ArchivedHours) > 0;
        foreach (var hour in _hours.Keys.TakeWhile(h => h <= oldest).ToList())
        {
            _leaving[hour] = _hours[hour];
            _hours.Remove(hour);
            changed |= _archived.Add(hour);
        }
        foreach (var hour in _summaries.Keys.TakeWhile(h => h <= oldest).ToList())
            changed |= _summaries.Remove(hour);
        while (_leaving.Count > MaxLeaving)
        {
            var first = _leaving.Keys.First();
            _leaving.Remove(first);
            _archived.Remove(first);
        }
        return changed;
    }
}
