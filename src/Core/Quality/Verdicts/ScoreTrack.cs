using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Quality.Verdicts;

/// <summary>The scores of one key: an hour's windows for two days, and a sequence for the UTC day that may be watched all the time.</summary>
internal sealed class ScoreTrack
{
    public const int Hours = 48;
    private const long HourMs = 3_600_000;
    private const long HoursPerDay = 24;

    private readonly SortedDictionary<long, ScoreWindow> _hours = [];
    private ConfidenceSequence _today = new(mostWeight: ConfidenceSequence.MostWeight);
    private long _day = -1;

    public long LastMs { get; private set; }

    /// <summary>Bounds of the day's mean over the uniform part; null before its first score.</summary>
    public Interval? Today => _today.Count > 0 ? _today.Interval : null;

    /// <summary>Unix day of <see cref="Today"/>; -1 before the first score.</summary>
    public long Day => _day;

    public long TodayCount => _today.Count;

    /// <param name="score">Null for a judgement that came to nothing: missing, never 0.</param>
    /// <param name="relative">What the score counts for in the day's sequence; 0 outside the uniform part.</param>
    public void Add(double? score, double inclusion, double relative, long atMs)
    {
        LastMs = Math.Max(LastMs, atMs);
        var window = Hour(atMs / HourMs);
        if (score is not { } value)
        {
            window?.Miss();
            return;
        }
        window?.Add(value, inclusion, relative > 0);
        BeginDay(atMs / HourMs / HoursPerDay);
        if (relative > 0 && atMs / HourMs / HoursPerDay == _day)
            _today.Add(value, relative);
    }

    /// <summary>Whole hours that begin in the period, merged.</summary>
    public ScoreWindow Over(long fromMs, long toMs)
    {
        var merged = new ScoreWindow();
        foreach (var (hour, window) in _hours)
        {
            if (hour * HourMs >= fromMs && hour * HourMs < toMs)
                merged.Merge(window);
        }
        return merged;
    }

    /// <summary>Hours with a score that stands for all traffic.</summary>
    public IEnumerable<(long FromMs, ScoreWindow Window)> ByHour =>
        _hours.Where(h => h.Value.StandingForAll > 0).Select(h => (h.Key * HourMs, h.Value));

    private void BeginDay(long day)
    {
        if (day <= _day)
            return;
        _day = day;
        _today = new(mostWeight: ConfidenceSequence.MostWeight);
    }

    /// <summary>Null for an hour that has left the window.</summary>
    private ScoreWindow? Hour(long hour)
    {
        if (_hours.TryGetValue(hour, out var window))
            return window;
        if (hour <= LastMs / HourMs - Hours)
            return null;
        _hours[hour] = window = new();
        foreach (var old in _hours.Keys.TakeWhile(h => h <= LastMs / HourMs - Hours).ToList())
            _hours.Remove(old);
        return window;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(LastMs);
        writer.Signed(_day);
        _today.Write(writer);
        writer.Count(_hours.Count);
        foreach (var (hour, window) in _hours)
        {
            writer.Count(hour);
            window.Write(writer);
        }
    }

    public static ScoreTrack Read(ref StateReader reader, bool tellsPart)
    {
        var track = new ScoreTrack { LastMs = reader.Count(), _day = reader.Signed(), _today = ConfidenceSequence.Read(ref reader) };
        for (var left = reader.Length(Hours + 1); left > 0; left--)
        {
            var hour = reader.Count();
            track._hours[hour] = ScoreWindow.Read(ref reader, tellsPart);
        }
        return track;
    }
}
