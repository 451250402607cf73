using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Estimation;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Quality.Verdicts;

/// <summary>All scores of a component, each under its key. Bounded: the key whose last score is oldest makes room.</summary>
internal sealed class ScoreBook
{
    public const int MaxKeys = 256;
    private const byte Format = 2;
    private const byte WithoutParts = 1;

    private readonly Dictionary<ScoreKey, ScoreTrack> _tracks = [];

    /// <summary>Keys that made room since the component began.</summary>
    public long Forgotten { get; private set; }

    public IEnumerable<ScoreKey> Keys => _tracks.Keys;

    public void Add(Verdict verdict)
    {
        var dimensions = verdict.Rubric.Dimensions;
        for (var i = 0; i < dimensions.Count; i++)
            Track(KeyOf(verdict, dimensions[i].Name)).Add(verdict.Scores[i], verdict.Inclusion, verdict.Relative, verdict.AtMs);
        Track(KeyOf(verdict, RubricLimits.Composite))
            .Add(verdict.Rubric.Composite(verdict.Scores), verdict.Inclusion, verdict.Relative, verdict.AtMs);
    }

    /// <summary>Null for a key without scores, and while it has none but of answers that were chosen because they were suspicious.</summary>
    /// <param name="served">Requests of the model version in the period.</param>
    public ScoreEstimate? Estimate(ScoreKey key, long fromMs, long toMs, long served)
    {
        if (!_tracks.TryGetValue(key, out var track))
            return null;
        var window = track.Over(fromMs, toMs);
        return window.StandingForAll > 0 && window.Mean is { } mean && window.Bounds() is { } bounds
            ? new(key, mean, bounds, window.Judged, window.Missing, served, track.Today)
            : null;
    }

    /// <summary>Bounds of the UTC day that hold at every look; null before its first score.</summary>
    public Interval? Today(ScoreKey key) => _tracks.TryGetValue(key, out var track) ? track.Today : null;

    /// <summary>Bounds of a UTC day's mean that hold at every look, and the scores that they rest on; null unless the day is the last with a score.</summary>
    public (Interval Bounds, long Count)? Sequence(ScoreKey key, long day) =>
        _tracks.TryGetValue(key, out var track) && track.Day == day && track.Today is { } bounds ? (bounds, track.TodayCount) : null;

    /// <summary>By start of the hour, Unix milliseconds, oldest first; hours without a score that stands for all traffic are left out.</summary>
    public IEnumerable<(long FromMs, ScoreWindow Window)> Hours(ScoreKey key) => _tracks.TryGetValue(key, out var track) ? track.ByHour : [];

    private static ScoreKey KeyOf(Verdict verdict, string dimension) =>
        new(verdict.Rubric.Version, verdict.Rubric.Evaluator.ToString(), dimension, verdict.ModelVersion);

    private ScoreTrack Track(ScoreKey key)
    {
        if (_tracks.TryGetValue(key, out var track))
            return track;
        if (_tracks.Count >= MaxKeys)
        {
            _tracks.Remove(_tracks.MinBy(t => t.Value.LastMs).Key);
            Forgotten++;
        }
        return _tracks[key] = new();
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(Forgotten);
        writer.Count(_tracks.Count);
        foreach (var (key, track) in _tracks)
        {
            key.Write(writer);
            track.Write(writer);
        }
    }

    public static ScoreBook Read(ref StateReader reader)
    {
        var format = reader.Version(WithoutParts, Format);
        var book = new ScoreBook { Forgotten = reader.Count() };
        for (var left = reader.Length(MaxKeys); left > 0; left--)
        {
            var key = ScoreKey.Read(ref reader);
            book._tracks[key] = ScoreTrack.Read(ref reader, format > WithoutParts);
        }
        return book;
    }
}
