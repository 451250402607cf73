using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Calibration;
using Plimsoll.Quality.Fixed;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Verdicts;

namespace Plimsoll.Components.Judging;

/// <summary>Has the judge judge the fixed set now and then, and says whether the judge itself has changed, or prefers what it is shown first.</summary>
internal sealed class FixedSetWatch
{
    /// <summary>Pairs are shown in every seventh round: a bias of that kind does not change by the day.</summary>
    public const int RoundsPerPairs = 7;

    /// <summary>A round that has not ended by then ends with what it has.</summary>
    public const long LongestRoundMs = JudgeQueue.MaxAgeMs;

    private const byte Format = 1;
    private const int MaxItems = FixedSet.MaxAnswers + 2 * FixedSet.MaxPairs;

    private string _key = "";
    private long _round;
    private bool _running;
    private double?[] _reference = [];
    private double?[] _current = [];
    private HashSet<int> _open = [];

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; private set; }

    /// <summary>When the last round began; 0 before the first.</summary>
    public long RoundMs { get; private set; }

    /// <summary>Of the round that later ones are compared with; 0 while there is none.</summary>
    public long ReferenceMs { get; private set; }

    /// <summary>Of the last round that was compared; null before.</summary>
    public FixedSetCheck? Check { get; private set; }

    public long CheckedMs { get; private set; }

    /// <summary>How often the judge was found to have changed.</summary>
    public long Changes { get; private set; }

    public long ChangedMs { get; private set; }

    /// <summary>Of the last round with pairs; null before.</summary>
    public PositionBias? Position { get; private set; }

    /// <summary>Who scored under a key: a judge that has changed is another judge, and its scores are no baseline of the new one's.</summary>
    public string JudgeOf(ScoreKey key) => key.RubricVersion + key.Evaluator + (Changes == 0 ? "" : FormattableString.Invariant($"#{Changes}"));

    /// <summary>Whether it was found to have changed within a day.</summary>
    public bool HasChanged(long nowMs) => Changes > 0 && nowMs - ChangedMs < 86_400_000;

    /// <summary>Begins and ends rounds. Returns whether anything changed.</summary>
    public bool Tick(ComponentData data, long nowMs)
    {
        var settings = data.Settings.Judging;
        if (settings.FixedSet is not { } plan || !settings.Enabled || settings.Rubric.Evaluator.IsHeuristic)
            return false;
        var changed = Follow(FormattableString.Invariant($"{settings.Rubric.Version}/{plan.Version}"));
        if (_running && nowMs - RoundMs > LongestRoundMs)
            changed |= Finish(plan, nowMs);
        if (!_running && nowMs - RoundMs >= (long)plan.Every.TotalMilliseconds && IsInUse(data, nowMs, plan))
            changed |= Begin(data, plan, nowMs);
        if (changed)
            Version = data.Version;
        return changed;
    }

    /// <param name="score">Null where the judgement came to nothing.</param>
    public void Note(ComponentData data, int item, double? score, long nowMs)
    {
        if (!_running || data.Settings.Judging.FixedSet is not { } plan || !_open.Remove(item))
            return;
        _current[item] = score;
        if (_open.Count == 0)
            Finish(plan, nowMs);
        Version = data.Version;
    }

    /// <summary>Another rubric, evaluator or set begins anew.</summary>
    private bool Follow(string key)
    {
        if (_key == key)
            return false;
        (_key, _running, _reference, _current, _open) = (key, false, [], [], []);
        (RoundMs, ReferenceMs, Check, CheckedMs, Position, _round) = (0, 0, null, 0, null, 0);
        return true;
    }

    /// <summary>Whether the component's answers are judged at all these days.</summary>
    private static bool IsInUse(ComponentData data, long nowMs, FixedSetPlan plan) =>
        data.Judging.Verdicts.Newest.FirstOrDefault() is { } last && nowMs - last.JudgedMs < (long)plan.Every.TotalMilliseconds;

    private bool Begin(ComponentData data, FixedSetPlan plan, long nowMs)
    {
        var items = _round++ % RoundsPerPairs == 0 ? plan.Items : plan.Answers;
        (_running, RoundMs, _current, _open) = (true, nowMs, new double?[plan.Items], [.. Enumerable.Range(0, items)]);
        var rubric = data.Settings.Judging.Rubric.Version;
        foreach (var item in _open.Order())
            data.Judging.Desk.Add(JudgeRequests.Fixed(item, rubric, nowMs));
        data.Judging.Version = data.Version;
        return true;
    }

    private bool Finish(FixedSetPlan plan, long nowMs)
    {
        _running = false;
        if (plan.Items != _current.Length)
            return true;
        var now = _current[..plan.Answers];
        if (_current.Skip(plan.Answers).Any(p => p is not null))
            Position = PositionBias.Of(_current[plan.Answers..]);
        if (_reference.Length != plan.Answers)
        {
            if (now.Count(s => s is not null) >= FixedSetCheck.MinPairs)
                (_reference, ReferenceMs) = (now, nowMs);
            return true;
        }
        var known = Enumerable.Range(0, plan.Answers).Where(i => _reference[i] is not null).ToList();
        (Check, CheckedMs) = (FixedSetCheck.Of([.. known.Select(i => _reference[i]!.Value)], [.. known.Select(i => now[i])]), nowMs);
        if (Check.HasChanged)
        {
            (Changes, ChangedMs, ReferenceMs) = (Changes + 1, nowMs, nowMs);
            _reference = [.. now.Zip(_reference, (after, before) => after ?? before)];
        }
        return true;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Text(_key);
        foreach (var number in (long[])[_round, RoundMs, ReferenceMs, CheckedMs, Changes, ChangedMs])
            writer.Count(number);
        writer.Bool(_running);
        foreach (var scores in (double?[][])[_reference, _current])
        {
            writer.Count(scores.Length);
            foreach (var score in scores)
                writer.Number(score);
        }
        writer.Count(_open.Count);
        foreach (var item in _open.Order())
            writer.Count(item);
        writer.Bool(Check is not null);
        if (Check is { } check)
        {
            writer.Double(check.Shift);
            writer.Double(check.PValue);
            writer.Count(check.Pairs);
        }
        writer.Bool(Position is not null);
        foreach (var count in Position is { } bias ? (int[])[bias.Consistent, bias.First, bias.Second] : [])
            writer.Count(count);
    }

    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        _key = reader.Text() ?? throw reader.Corrupt("a fixed set without a key");
        (_round, RoundMs, ReferenceMs) = (reader.Count(), reader.Count(), reader.Count());
        (CheckedMs, Changes, ChangedMs) = (reader.Count(), reader.Count(), reader.Count());
        _running = reader.Bool();
        _reference = Scores(ref reader);
        _current = Scores(ref reader);
        for (var left = reader.Length(MaxItems); left > 0; left--)
            _open.Add(reader.UpTo(MaxItems));
        if (_open.Any(i => i >= _current.Length))
            throw reader.Corrupt("an item beyond the round");
        if (reader.Bool())
            Check = new(reader.Double(), reader.Double(), reader.UpTo(MaxItems));
        if (reader.Bool())
            Position = new(reader.UpTo(MaxItems), reader.UpTo(MaxItems), reader.UpTo(MaxItems));
        Version = version;
    }

    private static double?[] Scores(ref StateReader reader)
    {
        var scores = new double?[reader.Length(MaxItems)];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = reader.Number();
        return scores;
    }
}
