using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Components.Golden;

/// <summary>
/// The runs of one set, and what they are compared with: the last run that had not regressed, so that a regression stands
/// until the scores are back, or until a person takes them for right.
/// </summary>
internal sealed class GoldenTrack(string set, long index)
{
    public const int MaxRuns = 60;
    private const byte Format = 1;

    private readonly List<GoldenRun> _runs = [];
    private readonly Dictionary<ulong, double> _reference = [];
    private double? _referenceConsistency;

    public string Set { get; } = set;

    /// <summary>Number of the block in which it is saved.</summary>
    public long Index { get; } = index;

    public long Version { get; set; }

    /// <summary>0 before there is a reference.</summary>
    public long ReferenceMs { get; private set; }

    public long RunCount { get; private set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<GoldenRun> Runs => _runs;

    public GoldenRun? Last => _runs.Count > 0 ? _runs[^1] : null;

    /// <summary>Of the last run that had a score.</summary>
    public bool? Regressed => _runs.FindLast(r => r.Score is not null)?.Regressed;

    public void Keep(GoldenFiling filing, string? modelVersion)
    {
        var report = filing.Report;
        var difference = _reference.Count > 0
            ? GoldenDifference.Of(id => _reference.TryGetValue(Key(id), out var score) ? score : null, _referenceConsistency, report)
            : null;
        bool? regressed = difference is null ? false : difference.Common > 0 ? difference.IsRegression(filing.MaxDrop) : null;
        _runs.Add(GoldenRun.Of(filing, modelVersion, difference is null ? null : GoldenChange.Of(difference, ReferenceMs), report.MeanScore is null ? null : regressed));
        if (_runs.Count > MaxRuns)
            _runs.RemoveAt(0);
        RunCount++;
        if (regressed != true && report.MeanScore is not null)
            Refer(report);
    }

    /// <summary>The next run is compared with none, and becomes the reference.</summary>
    public void Forget()
    {
        _reference.Clear();
        (_referenceConsistency, ReferenceMs) = (null, 0);
        if (_runs.FindLastIndex(r => r.Score is not null) is >= 0 and var last)
            _runs[last] = _runs[last] with { Regressed = false };
    }

    /// <summary>A question that had no answer this time keeps the score of before.</summary>
    private void Refer(GoldenReport report)
    {
        var missing = report.Scores.Where(s => s.Score is null).Select(s => Key(s.Id)).ToHashSet();
        foreach (var gone in _reference.Keys.Where(k => !missing.Contains(k)).ToList())
            _reference.Remove(gone);
        foreach (var score in report.Scores)
        {
            if (score.Score is { } value)
                _reference[Key(score.Id)] = value;
        }
        _referenceConsistency = report.Consistency ?? _referenceConsistency;
        ReferenceMs = report.At.ToUnixTimeMilliseconds();
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Text(Set);
        writer.Count(RunCount);
        writer.Count(ReferenceMs);
        writer.Number(_referenceConsistency);
        writer.Count(_reference.Count);
        foreach (var (key, score) in _reference)
        {
            writer.Fixed64(key);
            writer.Double(score);
        }
        writer.Count(_runs.Count);
        foreach (var run in _runs)
            run.Write(writer);
    }

    public static GoldenTrack Read(ref StateReader reader, long index, long version)
    {
        reader.Version(Format);
        var set = reader.Text() ?? throw reader.Corrupt("a golden set without a name");
        var track = new GoldenTrack(set, index) { Version = version, RunCount = reader.Count(), ReferenceMs = reader.Count() };
        track._referenceConsistency = reader.Number();
        for (var left = reader.Length(GoldenFiling.MaxQuestions); left > 0; left--)
            track._reference[reader.Fixed64()] = reader.Double();
        for (var left = reader.Length(MaxRuns); left > 0; left--)
            track._runs.Add(GoldenRun.Read(ref reader));
        return track;
    }

    private static ulong Key(string id) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
