namespace Plimsoll.Gateway.Ingest.Series;

/// <summary>
/// The last value of every gauge, because a server may spread the series of one scrape over several requests: what is
/// missing in one is filled in from a little earlier. Forgotten with a restart. Safe from any thread.
/// </summary>
internal sealed class LastGauges
{
    /// <summary>Engines and GPUs remembered; what is beyond is taken as it comes, and counted.</summary>
    public const int MaxOwners = 20_000;

    /// <summary>A value that is older than this is missing.</summary>
    public const long MaxAgeMs = 2 * 60_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<GaugeOwner, Remembered> _byOwner = [];
    private long _newestMs;

    /// <summary>Times that an engine or GPU could not be remembered.</summary>
    public long Overflowed { get; private set; }

    public int Owners
    {
        get
        {
            lock (_lock)
                return _byOwner.Count;
        }
    }

    /// <summary>The same values, and those that are missing from what was remembered.</summary>
    public GaugeValues Complete(GaugeOwner owner, long atMs, GaugeValues values)
    {
        lock (_lock)
        {
            if (!_byOwner.TryGetValue(owner, out var remembered))
                return values;
            var complete = new GaugeValues();
            for (var gauge = 0; gauge < GaugeValues.Count; gauge++)
                complete[gauge] = values[gauge] ?? remembered.At(gauge, atMs);
            return complete;
        }
    }

    /// <summary>Takes note of what came. Only what was accepted may be remembered.</summary>
    public void Remember(GaugeOwner owner, long atMs, GaugeValues values)
    {
        lock (_lock)
        {
            _newestMs = Math.Max(_newestMs, atMs);
            if (!_byOwner.TryGetValue(owner, out var remembered))
            {
                if (!HasRoom())
                {
                    Overflowed++;
                    return;
                }
                _byOwner.Add(owner, remembered = new());
            }
            remembered.Note(values, atMs);
        }
    }

    /// <summary>A gauge has ended.</summary>
    public void Forget(GaugeOwner owner, int gauge)
    {
        lock (_lock)
            _byOwner.GetValueOrDefault(owner)?.Forget(gauge);
    }

    private bool HasRoom()
    {
        if (_byOwner.Count < MaxOwners)
            return true;
        foreach (var (owner, remembered) in _byOwner)
        {
            if (remembered.NewestMs < _newestMs - MaxAgeMs)
                _byOwner.Remove(owner);
        }
        return _byOwner.Count < MaxOwners;
    }

    private sealed class Remembered
    {
        private readonly (double Value, long AtMs)[] _values = new (double, long)[GaugeValues.Count];

        public long NewestMs { get; private set; }

        public double? At(int gauge, long atMs) =>
            _values[gauge] is { AtMs: > 0 } known && known.AtMs <= atMs && known.AtMs >= atMs - MaxAgeMs ? known.Value : null;

        public void Note(GaugeValues values, long atMs)
        {
            NewestMs = Math.Max(NewestMs, atMs);
            for (var gauge = 0; gauge < GaugeValues.Count; gauge++)
            {
                if (values[gauge] is { } value && atMs >= _values[gauge].AtMs)
                    _values[gauge] = (value, atMs);
            }
        }

        public void Forget(int gauge) => _values[gauge] = default;
    }
}
