using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.AggregatedSeries;

/// <summary>
/// The last point of every cumulative series of one source, so that each point counts what it has more than the one
/// before. Bounded: a new series beyond <see cref="Capacity"/> is not counted until others have been silent for a day.
/// </summary>
internal sealed class SeriesTable
{
    public const int Capacity = 2048;
    public const int ShardCount = 16;

    /// <summary>A series that was never seen counts from its start when that is no longer ago than this.</summary>
    private const long LongestFirstSpanMs = 10 * 60_000;

    private const long IdleMs = 24 * 3_600_000;
    private const byte Format = 1;

    private readonly SeriesShard[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new SeriesShard())];
    private SeriesCounters _counters;
    private long _firstSeenMs;
    private int _count;

    public IReadOnlyList<SeriesShard> Shards => _shards;

    public FamilyChoice Families { get; } = new();

    public ref SeriesCounters Counters => ref _counters;

    /// <summary>Version of the state when a point came last; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>Takes down a point. Null when there is nothing to count.</summary>
    public SeriesDelta? Take(AggregateSample sample, long receivedMs, long version)
    {
        Version = version;
        if (_firstSeenMs == 0)
            _firstSeenMs = receivedMs;
        var change = sample.Cumulative ? Change(sample, receivedMs, version) : SeriesDelta.Whole(sample);
        if (change is not { IsZero: false })
            return null;
        if (Families.Counts(sample, Math.Min(sample.TimestampMs, receivedMs)))
            return change;
        _counters.Superseded++;
        return null;
    }

    /// <summary>Forgets series that have been silent for a day; returns whether there were any.</summary>
    public bool Expire(long nowMs, long version)
    {
        var changed = false;
        foreach (var shard in _shards)
        {
            var gone = shard.Points.Where(p => p.Value.SeenMs < nowMs - IdleMs).Select(p => p.Key).ToList();
            foreach (var series in gone)
                shard.Points.Remove(series);
            if (gone.Count == 0)
                continue;
            _count -= gone.Count;
            shard.Version = version;
            changed = true;
        }
        return changed;
    }

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Count(_firstSeenMs);
        _counters.Write(writer);
        Families.Write(writer);
    }

    public void Restore(ref StateReader reader, long version)
    {
        reader.Version(Format);
        _firstSeenMs = reader.Count();
        _counters = SeriesCounters.Read(ref reader);
        Families.Restore(ref reader);
        Version = version;
    }

    public void RestoreShard(ref StateReader reader, int shard, long version)
    {
        _shards[shard].Restore(ref reader);
        _shards[shard].Version = version;
        _count += _shards[shard].Points.Count;
    }

    private SeriesDelta? Change(AggregateSample sample, long receivedMs, long version)
    {
        var shard = _shards[sample.Series % ShardCount];
        var at = Math.Min(sample.TimestampMs, receivedMs);
        var known = shard.Points.TryGetValue(sample.Series, out var before);
        if (!known && _count == Capacity)
        {
            _counters.Overflowed++;
            return null;
        }
        if (known && at <= before!.AtMs)
        {
            _counters.Repeated++;
            return null;
        }
        shard.Points[sample.Series] = new(at, receivedMs, sample.StartMs ?? -1, sample.Value, Shared(sample.Distribution, before));
        shard.Version = version;
        if (known)
            return Continue(before!, sample);
        _count++;
        return BeganLately(sample, at) ? SeriesDelta.Whole(sample) : null;
    }

    /// <summary>The change since the point before; all of the point when the series began anew in between.</summary>
    private SeriesDelta Continue(SeriesPoint before, AggregateSample sample)
    {
        var sameStart = (sample.StartMs ?? -1) == before.StartMs;
        if (sameStart && SeriesDelta.Between(before, sample) is { } change)
            return change;
        _counters.Resets++;
        return SeriesDelta.Whole(sample);
    }

    /// <summary>Whether all that an unknown series has counted happened lately, or while its source was being watched.</summary>
    private bool BeganLately(AggregateSample sample, long atMs) =>
        sample.StartMs is { } start && (start >= _firstSeenMs || atMs - start <= LongestFirstSpanMs);

    /// <summary>Bounds do not change from point to point: one copy is enough.</summary>
    private static AggregateDistribution? Shared(AggregateDistribution? now, SeriesPoint? before) =>
        now?.Bounds is { } bounds && before?.Distribution?.Bounds is { } same && bounds.SequenceEqual(same)
            ? now with { Bounds = same }
            : now;
}
