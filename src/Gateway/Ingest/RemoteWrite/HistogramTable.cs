using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>
/// Classic histograms whose series arrive one by one. What is not whole waits here for the rest, in memory only: a part
/// that is lost with a restart is in the next scrape too, since every point counts from the start. Safe from any thread.
/// </summary>
internal sealed class HistogramTable(TimeProvider time)
{
    /// <summary>Histograms followed; the series of others are not taken, and counted.</summary>
    public const int MaxHistograms = 20_000;

    /// <summary>A histogram that was silent for so long makes room for a new one.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, HistogramRounds> _byKey = [];

    /// <summary>Points of histograms that gave way before they were whole.</summary>
    public long Incomplete { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock)
                return _byKey.Count;
        }
    }

    /// <summary>Takes down one sample of a part.</summary>
    /// <param name="key">Identity of the histogram.</param>
    /// <param name="bound">Upper bound, for a bucket.</param>
    public SampleFate Note(ulong key, long atMs, HistogramPart part, double bound, double value)
    {
        lock (_lock)
        {
            // The count is that of the highest bucket.
            if (part == HistogramPart.Count)
                return SampleFate.Mapped;
            if (Find(key) is not { } rounds)
                return SampleFate.NoRoom;
            if (rounds.NativeAt is { } native && time.GetElapsedTime(native) < Idle)
                return SampleFate.AlsoNative;
            rounds.TouchedAt = time.GetTimestamp();
            var given = rounds.Note(atMs, part, bound, value);
            Incomplete += given ?? 0;
            return given is null ? SampleFate.NoRoom : SampleFate.Mapped;
        }
    }

    /// <summary>Takes down that it comes as a native one, which counts in place of its parts; false when there is no room.</summary>
    public bool TryNoteNative(ulong key)
    {
        lock (_lock)
        {
            if (Find(key) is not { } rounds)
                return false;
            rounds.NativeAt = rounds.TouchedAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Takes out what is whole, oldest first.</summary>
    public void TakeWhole(ulong key, List<(long AtMs, AggregateDistribution Distribution)> whole)
    {
        lock (_lock)
            Incomplete += _byKey.GetValueOrDefault(key)?.TakeWhole(whole) ?? 0;
    }

    /// <summary>A bucket has ended: the histogram is whole without it.</summary>
    public void Forget(ulong key, double bound)
    {
        lock (_lock)
            _byKey.GetValueOrDefault(key)?.Forget(bound);
    }

    private HistogramRounds? Find(ulong key)
    {
        if (_byKey.TryGetValue(key, out var rounds))
            return rounds;
        if (!HasRoom())
            return null;
        _byKey.Add(key, rounds = new());
        return rounds;
    }

    private bool HasRoom()
    {
        if (_byKey.Count < MaxHistograms)
            return true;
        foreach (var (key, rounds) in _byKey)
        {
            if (time.GetElapsedTime(rounds.TouchedAt) >= Idle)
                _byKey.Remove(key);
        }
        return _byKey.Count < MaxHistograms;
    }
}
