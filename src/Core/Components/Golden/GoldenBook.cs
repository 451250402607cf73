using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Golden;

/// <summary>What the golden sets of a component found. Bounded: the set whose last run is the oldest makes room.</summary>
internal sealed class GoldenBook
{
    public const int MaxSets = 8;
    public const string AlreadyFiled = "already_filed";
    public const string TooManyQuestions = "too_many_questions";
    public const string UnknownSet = "unknown_set";

    private readonly List<GoldenTrack> _tracks = [];

    public IReadOnlyList<GoldenTrack> Tracks => _tracks;

    /// <returns>Why it is not filed, or null.</returns>
    public string? Keep(GoldenFiling filing, string? modelVersion, long version)
    {
        if (filing.Report.Scores.Count > GoldenFiling.MaxQuestions)
            return TooManyQuestions;
        var track = Find(filing.Set);
        if (track?.Last is { } last && filing.Slot.ToUnixTimeMilliseconds() <= last.SlotMs)
            return AlreadyFiled;
        track ??= Add(filing.Set);
        track.Keep(filing, modelVersion);
        track.Version = version;
        return null;
    }

    /// <returns>Why nothing changes, or null.</returns>
    public string? Accept(string set, long version)
    {
        if (Find(set) is not { } track)
            return UnknownSet;
        track.Forget();
        track.Version = version;
        return null;
    }

    /// <summary>The lowest figure of the sets whose last run still says something; null without any.</summary>
    public double? Lowest(Func<GoldenRun, double?> figure, long nowMs) =>
        _tracks.Select(t => t.Last).OfType<GoldenRun>().Where(r => r.Stands(nowMs)).Min(figure);

    /// <summary>Whether a set whose last run still says something has regressed; null where that is not known.</summary>
    public bool? Regressed(long nowMs)
    {
        var known = _tracks.Where(t => t.Last is { Regressed: not null } last && last.Stands(nowMs)).ToList();
        return known.Exists(t => t.Last!.Regressed is true) ? true : known.Count > 0 ? false : null;
    }

    public void Restore(ref StateReader reader, long index, long version) => _tracks.Add(GoldenTrack.Read(ref reader, index, version));

    private GoldenTrack? Find(string set) => _tracks.Find(t => t.Set == set);

    private GoldenTrack Add(string set)
    {
        if (_tracks.Count == MaxSets)
            _tracks.Remove(_tracks.MinBy(t => t.Last?.AtMs ?? 0)!);
        var track = new GoldenTrack(set, _tracks.Select(t => t.Index + 1).DefaultIfEmpty(0).Max());
        _tracks.Add(track);
        return track;
    }
}
