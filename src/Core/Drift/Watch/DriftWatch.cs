using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Content;
using Plimsoll.Drift.Discovery;
using Plimsoll.Drift.Sequences;
using Plimsoll.Quality.Estimation;

namespace Plimsoll.Drift.Watch;

/// <summary>
/// Compares each hour of a component with its baseline. Within an hour false discoveries are controlled by Benjamini and
/// Hochberg's rule, over the hours by ADDIS for each family; hours with drift against
/// the season are no baseline.
/// </summary>
internal sealed class DriftWatch
{
    public const int HoursPerDay = 24;

    /// <summary>Stands for every signal where rules ask for drift.</summary>
    public const string AnySignal = "any";

    private const int HoursKept = DriftBaseline.Weeks * DriftBaseline.HoursPerWeek;
    private const byte Format = 2;
    private const byte WithoutResets = 1;

    private readonly Dictionary<long, DriftHour> _hours = [];
    private readonly Dictionary<(string Signal, DriftTest Test), long> _since = [];
    private readonly SortedDictionary<DriftFamily, AddisFilter> _filters = [];
    private ScoreCusum _cusum = new();
    private PromptVersions _prompts = new();
    private ((long Hour, string Judge, long Closed) Key, Moments Scores) _before;

    /// <summary>Last hour that was compared; 0 before the first.</summary>
    public long LastHour { get; private set; }

    /// <summary>The last one; null while every hour that is kept may be a baseline.</summary>
    public BaselineReset? Reset { get; private set; }

    /// <summary>First hour that may be a baseline; null before the first hour.</summary>
    public long? FirstHour => Baseline is { Count: > 0 } known ? known.Keys.Min() : null;

    private bool IsConfirmed(DriftFinding finding) => finding.Since < LastHour;

    private IEnumerable<DriftFinding> About(string signal) =>
        Findings.Where(f => signal == AnySignal || f.Signal == signal || f.Signal.StartsWith(signal + ".", StringComparison.Ordinal));

    private IReadOnlyDictionary<long, DriftHour> Baseline =>
        Reset is { } reset ? _hours.Where(h => h.Key >= reset.Hour).ToDictionary() : _hours;

    /// <summary>Of the last hour with anything to compare.</summary>
    public IReadOnlyList<DriftFinding> Findings { get; private set; } = [];

    /// <summary>Days of which hours are kept, for saving.</summary>
    public IEnumerable<IGrouping<long, DriftHour>> Days => _hours.Values.OrderBy(h => h.Hour).GroupBy(h => h.Hour / HoursPerDay);

    /// <summary>Whether drift is confirmed: found in the last hour and in the one before. One odd hour is nobody's business.</summary>
    /// <param name="signal">A signal, a family such as <c>length</c>, or <see cref="AnySignal"/>. Null while nothing of it could be compared.</param>
    public bool? Drifts(string signal)
    {
        var of = About(signal).ToList();
        return of.Count == 0 ? null : of.Exists(IsConfirmed);
    }

    /// <summary>The findings for which <see cref="Drifts"/> is true.</summary>
    public IEnumerable<DriftFinding> Confirmed(string signal) => About(signal).Where(IsConfirmed);

    /// <summary>Scores of the week before an hour by one judge, of any version, without the hours that had drifted.</summary>
    public Moments ScoresBefore(long hour, string judge)
    {
        if (_before.Key != (hour, judge, LastHour))
            _before = ((hour, judge, LastHour), MeanTests.Of(Baseline.Values.Where(h => h.Hour < hour && h.Hour >= hour - DriftBaseline.HoursPerWeek), judge));
        return _before.Scores;
    }

    /// <summary>
    /// Whether what comes in or goes out seems to have changed: a test beyond its threshold and beyond chance in this hour,
    /// though perhaps no discovery among all hours. Latencies say nothing about answers.
    /// </summary>
    public bool IsSuspected => Findings.Any(f =>
        !f.Signal.StartsWith(DriftSignal.LatencyPrefix, StringComparison.Ordinal)
        && (f.Drifts || (Math.Abs(f.Statistic) >= f.Threshold && f.PValue <= BenjaminiHochberg.DefaultRate)));

    /// <summary>Compares an hour that has ended, and keeps it.</summary>
    /// <param name="sequence">Bounds of the day's mean score that hold at every look.</param>
    /// <param name="content">What a window of sampled answers said that closed with the hour; none, and what the last one said stands.</param>
    public void Close(DriftHour hour, Interval? sequence, IReadOnlyList<TestAnswer> content)
    {
        var known = Baseline;
        DriftBaseline.Outvote(known, hour);
        var answers = SignalTests.Run(known, hour).Concat(MeanTests.Run(known, hour, sequence)).Concat(content).ToList();
        if (_cusum.Next(known, hour) is { } sum)
            answers.Add(sum);
        Judge(known, hour, answers);
        _hours[hour.Hour] = hour;
        LastHour = hour.Hour;
        foreach (var old in _hours.Keys.Where(h => h < hour.Hour - HoursKept).ToList())
            _hours.Remove(old);
    }

    /// <summary>A judged answer's version of the prompt.</summary>
    public void NotePrompt(string version) => _prompts.Note(version);

    /// <summary>Before an hour closes: begins the baseline anew with it where another version of the prompt took over, and says so.</summary>
    /// <param name="held">Whether an alert on drift stands, which is to end by itself.</param>
    public bool FollowPrompt(long hourStartMs, bool held)
    {
        if (held || _prompts.EndHour() is not { } before)
            return false;
        Begin(new(hourStartMs, $"prompt version {_prompts.Present} after {before}", ""));
        return true;
    }

    /// <summary>Begins the baseline anew: no hour before is compared with any more, and no finding stands.</summary>
    public void Begin(BaselineReset reset)
    {
        (Reset, _cusum, _before, Findings) = (reset, new(), default, []);
        _since.Clear();
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(LastHour);
        _cusum.Write(writer);
        writer.Count(_filters.Count);
        foreach (var (family, filter) in _filters)
        {
            writer.Byte((byte)family);
            filter.Write(writer);
        }
        writer.Count(Findings.Count);
        foreach (var finding in Findings)
            FindingCodec.Write(finding, writer);
        writer.Optional(Reset, static (reset, w) => reset.Write(w));
        _prompts.Write(writer);
    }

    public void Restore(ref StateReader reader)
    {
        var format = reader.Version(WithoutResets, Format);
        LastHour = reader.Count();
        _cusum = ScoreCusum.Read(ref reader);
        for (var left = reader.Length(byte.MaxValue); left > 0; left--)
            _filters[(DriftFamily)reader.Byte()] = AddisFilter.Read(ref reader);
        var findings = new List<DriftFinding>();
        for (var left = reader.Length(FindingCodec.Most); left > 0; left--)
            findings.Add(FindingCodec.Read(ref reader));
        Findings = findings;
        foreach (var finding in findings.Where(f => f.Since is not null))
            _since[(finding.Signal, finding.Test)] = finding.Since!.Value;
        if (format == WithoutResets)
            return;
        Reset = reader.Optional(BaselineReset.Read);
        _prompts = PromptVersions.Read(ref reader);
    }

    public void RestoreHour(DriftHour hour) => _hours[hour.Hour] = hour;

    private void Judge(IReadOnlyDictionary<long, DriftHour> known, DriftHour hour, List<TestAnswer> answers)
    {
        if (answers.Count == 0)
            return;
        var adjusted = BenjaminiHochberg.Adjust([.. answers.Select(a => a.Raw)]);
        var discovered = answers.Zip(adjusted).Where(a => a.Second is not null).GroupBy(a => a.First.Family)
            .Where(f => Filter(f.Key).Next(f.Min(a => a.Second!.Value))).Select(f => f.Key).ToHashSet();
        var compared = answers.Select(a => a.Finding.Signal).ToHashSet();
        var findings = Findings.Where(f => ContentWatch.IsContent(f.Signal) && !compared.Contains(f.Signal)).ToList();
        foreach (var (answer, p) in answers.Zip(adjusted))
        {
            var drifts = answer.Finding.Drifts && (p is null || (p <= BenjaminiHochberg.DefaultRate && discovered.Contains(answer.Family)));
            if (drifts)
                hour.NoteDrift(answer.Signal, DriftBaseline.HasSeason(known, hour));
            findings.Add(answer.Finding with { Drifts = drifts, PValue = p ?? answer.Finding.PValue, Since = Since(answer.Finding, drifts, hour.Hour) });
        }
        Findings = findings;
    }

    private long? Since(DriftFinding finding, bool drifts, long hour)
    {
        var key = (finding.Signal, finding.Test);
        if (drifts)
            return _since[key] = _since.GetValueOrDefault(key, hour);
        _since.Remove(key);
        return null;
    }

    private AddisFilter Filter(DriftFamily family)
    {
        if (!_filters.TryGetValue(family, out var filter))
            _filters[family] = filter = new();
        return filter;
    }
}
