using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>One classic histogram whose series arrive one by one, possibly in several requests: a round for each time.</summary>
internal sealed class HistogramRounds
{
    /// <summary>Rounds that are not whole; the oldest gives way. What it held is in the next, since buckets are cumulative.</summary>
    public const int MaxRounds = 32;

    /// <summary>A bound that was not seen for so long is no bound of the histogram any more.</summary>
    public const long MaxBoundAgeMs = 5 * 60_000;

    private readonly Dictionary<double, long> _bounds = [];
    private readonly SortedList<long, Round> _rounds = [];

    /// <summary>When a part came last, in the clock's ticks.</summary>
    public long TouchedAt { get; set; }

    /// <summary>When it came as a native histogram last, in the clock's ticks; null for never.</summary>
    public long? NativeAt { get; set; }

    /// <summary>Null when there are too many bounds; else how many rounds gave way.</summary>
    public int? Note(long atMs, HistogramPart part, double bound, double value)
    {
        if (part == HistogramPart.Bucket && !NoteBound(bound, atMs))
            return null;
        if (!_rounds.TryGetValue(atMs, out var round))
            _rounds.Add(atMs, round = new());
        if (part == HistogramPart.Bucket)
            round.Cumulative[bound] = value;
        else if (part == HistogramPart.Sum)
            round.Sum = value;
        if (_rounds.Count <= MaxRounds)
            return 0;
        _rounds.RemoveAt(0);
        return 1;
    }

    /// <summary>Takes out the rounds that are whole, oldest first; those before them will never be and go too.</summary>
    /// <returns>How many went without being whole.</returns>
    public int TakeWhole(List<(long AtMs, AggregateDistribution Distribution)> whole)
    {
        var given = 0;
        for (var i = 0; i < _rounds.Count; i++)
        {
            var (atMs, round) = (_rounds.GetKeyAtIndex(i), _rounds.GetValueAtIndex(i));
            if (!IsWhole(atMs, round))
                continue;
            whole.Add((atMs, round.ToDistribution()));
            given += i;
            for (; i >= 0; i--)
                _rounds.RemoveAt(0);
        }
        return given;
    }

    public void Forget(double bound) => _bounds.Remove(bound);

    private bool NoteBound(double bound, long atMs)
    {
        var known = _bounds.TryGetValue(bound, out var seen);
        if (!known && _bounds.Count > TelemetryLimits.Buckets - 1)
            ForgetBounds(atMs);
        if (!known && _bounds.Count > TelemetryLimits.Buckets - 1)
            return false;
        _bounds[bound] = Math.Max(seen, atMs);
        return true;
    }

    private void ForgetBounds(long nowMs)
    {
        foreach (var (bound, seen) in _bounds)
        {
            if (seen < nowMs - MaxBoundAgeMs)
                _bounds.Remove(bound);
        }
    }

    private bool IsWhole(long atMs, Round round) =>
        round.Sum is not null && round.Cumulative.ContainsKey(double.PositiveInfinity)
        && _bounds.All(b => round.Cumulative.ContainsKey(b.Key) || b.Value < atMs - MaxBoundAgeMs);

    private sealed class Round
    {
        public SortedList<double, double> Cumulative { get; } = [];

        public double? Sum { get; set; }

        /// <summary>A scrape is no snapshot: where a bucket lags behind a lower one, it has none of its own.</summary>
        public AggregateDistribution ToDistribution()
        {
            var counts = new long[Cumulative.Count];
            var below = 0L;
            for (var i = 0; i < counts.Length; i++)
            {
                var through = Math.Max(below, (long)Math.Round(Math.Clamp(Cumulative.GetValueAtIndex(i), 0, TelemetryLimits.Total)));
                counts[i] = through - below;
                below = through;
            }
            return new() { Bounds = [.. Cumulative.Keys.SkipLast(1)], Counts = counts, Sum = Sum ?? 0 };
        }
    }
}
