namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// Remembers keys for at least the window and at most twice as long, and at least the newest half of the bound on
/// their number. Two generations: forgetting is dropping the older one. Not thread-safe.
/// </summary>
internal sealed class DedupWindow(TimeSpan window, int maxIds, TimeProvider time)
{
    private const int InitialCapacity = 4096;

    private readonly int _perGeneration = int.Max(1, maxIds / 2);
    private DedupGeneration _current = new(InitialCapacity);
    private DedupGeneration _previous = new(InitialCapacity);
    private long _began = time.GetTimestamp();

    public int Count => _current.Count + _previous.Count;

    /// <summary>Times that the bound on ids forgot keys before the window had passed.</summary>
    public long ForgottenEarly { get; private set; }

    /// <summary>False when the key is remembered already.</summary>
    public bool TryAdd(UInt128 key)
    {
        if ((_previous.Count > 0 && _previous.Contains(key)) || !_current.Add(key))
            return false;
        if (_current.Count >= _perGeneration)
            RotateEarly();
        return true;
    }

    /// <summary>Brings the places of keys that are about to be added into the processor's cache, all at the same time.</summary>
    public void Approach(ReadOnlySpan<UInt128> keys) => _current.Approach(keys);

    /// <summary>Forgets a key whose row did not reach the journal.</summary>
    public void Remove(UInt128 key)
    {
        _current.Remove(key);
        _previous.Remove(key);
    }

    /// <summary>Forgets the older generation once the newer has lasted for the window.</summary>
    public void Expire()
    {
        var elapsed = time.GetElapsedTime(_began);
        if (elapsed < window)
            return;
        _previous = elapsed < 2 * window ? _current : new DedupGeneration(InitialCapacity);
        _current = new DedupGeneration(InitialCapacity);
        _began = time.GetTimestamp();
    }

    private void RotateEarly()
    {
        if (_previous.Count > 0)
            ForgottenEarly++;
        (_previous, _current) = (_current, _previous);
        _current.Clear();
        _began = time.GetTimestamp();
    }
}
