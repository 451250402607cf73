namespace Plimsoll.Publishing;

/// <summary>
/// How many different metrics may be published at once, for each is billed: components that have their place keep it, for a metric
/// that comes and goes costs as much. A place is free an hour after it was used last.
/// </summary>
/// <param name="most">Of all components together.</param>
public sealed class MetricAllowance(int most)
{
    private const long KeptMinutes = 60;

    private readonly Dictionary<string, (int Metrics, long Minute)> _places = new(StringComparer.Ordinal);
    private int _taken;

    /// <summary>Of one minute, those of components that have or get a place; the fullest go first among the new.</summary>
    public IReadOnlyList<PublishedMinute> Admit(IReadOnlyList<PublishedMinute> minutes)
    {
        if (minutes.Count == 0)
            return minutes;
        Expire(minutes[0].Minute - KeptMinutes);
        return [.. minutes.OrderByDescending(m => _places.ContainsKey(m.Component)).ThenByDescending(m => m.Count).ThenBy(m => m.Component, StringComparer.Ordinal).Where(Take)];
    }

    private bool Take(PublishedMinute minute)
    {
        var metrics = Math.Max(minute.Count, _places.GetValueOrDefault(minute.Component).Metrics);
        var more = metrics - _places.GetValueOrDefault(minute.Component).Metrics;
        if (_taken + more > most)
            return false;
        _taken += more;
        _places[minute.Component] = (metrics, minute.Minute);
        return true;
    }

    private void Expire(long before)
    {
        foreach (var (component, place) in _places.Where(p => p.Value.Minute < before).ToList())
        {
            _places.Remove(component);
            _taken -= place.Metrics;
        }
    }
}
