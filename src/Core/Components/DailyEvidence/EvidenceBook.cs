using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>
/// The days of a component: those that may still change in memory, older ones as blocks in the store, for
/// <see cref="EvidenceQuery.KeptDays"/>. The cursors say what is in them already, so that nothing counts twice.
/// </summary>
internal sealed class EvidenceBook
{
    public const int MaxFacts = 64;

    /// <summary>Number of the block with what the days have in common; weeks have higher ones.</summary>
    public const long Block = 0;

    private const byte Format = 1;
    private const int MaxWeeks = EvidenceQuery.KeptDays / EvidenceWeek.Days + 8;
    private const long HoursPerDay = Clock.DayMs / Clock.HourMs;

    private readonly SortedDictionary<long, EvidenceWeek> _weeks = [];
    private readonly SortedDictionary<long, EvidenceWeek> _leaving = [];
    private readonly SortedSet<long> _archived = [];

    /// <summary>Version of the state at the last change of what the days have in common.</summary>
    public long Version { get; set; }

    /// <summary>The last Unix hour that is in its day; -1 before the first.</summary>
    public long FoldedHour { get; set; } = -1;

    /// <summary>The last Unix minute whose load was looked at; not saved.</summary>
    public long LoadMinute { get; set; } = -1;

    /// <summary>Version and minute of the scores that were copied last; not saved.</summary>
    public long ScoresSeen { get; set; }

    public long ScoresMinute { get; set; }

    public long HarmSuspected { get; set; }

    public long HarmConfirmed { get; set; }

    /// <summary>The key of the noise in counts that are published; drawn once, null before the first.</summary>
    public byte[]? NoiseKey { get; set; }

    /// <summary>What was configured, and what served, when it was looked at last.</summary>
    public SortedDictionary<string, string> Facts { get; } = new(StringComparer.Ordinal);

    public IEnumerable<EvidenceWeek> Weeks => _weeks.Values;

    /// <summary>Weeks that left, still in memory until a committed checkpoint holds them.</summary>
    public IEnumerable<EvidenceWeek> Leaving => _leaving.Values;

    /// <summary>Weeks that left, those of <see cref="Leaving"/> too.</summary>
    public IReadOnlyCollection<long> Archived => _archived;

    public EvidenceDay Day(long day, long version)
    {
        var index = EvidenceWeek.IndexOf(day);
        if (!_weeks.TryGetValue(index, out var week))
            _weeks[index] = week = new(index);
        week.Version = version;
        Version = version;
        return week.Day(day);
    }

    /// <summary>Null where it is only in the store, or nowhere.</summary>
    public EvidenceDay? Find(long day) => (_weeks.GetValueOrDefault(EvidenceWeek.IndexOf(day)) ?? _leaving.GetValueOrDefault(EvidenceWeek.IndexOf(day)))?.Find(day);

    /// <summary>Lets weeks leave of which no hour is to come, and forgets those before the kept days. Returns whether any did.</summary>
    public bool Advance(long nowDay)
    {
        var changed = _archived.RemoveWhere(w => (w + 1) * EvidenceWeek.Days <= nowDay - EvidenceQuery.KeptDays) > 0;
        foreach (var index in _weeks.Keys.TakeWhile(w => (w + 1) * EvidenceWeek.Days * HoursPerDay <= FoldedHour + 1).ToList())
        {
            _leaving[index] = _weeks[index];
            _weeks.Remove(index);
            changed |= _archived.Add(index);
        }
        return changed;
    }

    /// <summary>Forgets weeks that a committed checkpoint holds.</summary>
    public void Committed(long version)
    {
        foreach (var week in _leaving.Values.Where(w => w.Version <= version).Select(w => w.Index).ToList())
            _leaving.Remove(week);
    }

    public void Restore(EvidenceWeek week, long version)
    {
        week.Version = version;
        _weeks[week.Index] = week;
    }

    public void RestoreArchived(long week) => _archived.Add(week);

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Signed(FoldedHour);
        writer.Count(HarmSuspected);
        writer.Count(HarmConfirmed);
        writer.Bytes(NoiseKey);
        writer.Count(Facts.Count);
        foreach (var (name, value) in Facts)
        {
            writer.Text(name);
            writer.Text(value);
        }
        writer.Count(_archived.Count);
        foreach (var week in _archived)
            writer.Count(week);
    }

    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        FoldedHour = reader.Signed();
        HarmSuspected = reader.Count();
        HarmConfirmed = reader.Count();
        NoiseKey = ReadKey(ref reader);
        for (var left = reader.Length(MaxFacts); left > 0; left--)
            Facts[reader.Text() ?? throw reader.Corrupt("a fact without a name")] = reader.Text() ?? "";
        for (var left = reader.Length(MaxWeeks); left > 0; left--)
            _archived.Add(reader.Count());
        Version = version;
    }

    private static byte[]? ReadKey(ref StateReader reader)
    {
        var key = reader.Bytes();
        return key.Length is 0 or NoiseStream.KeyBytes ? key.Length == 0 ? null : key.ToArray() : throw reader.Corrupt($"a key of {key.Length} bytes");
    }
}
