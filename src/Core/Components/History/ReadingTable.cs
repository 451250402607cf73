namespace Plimsoll.Components.History;

/// <summary>The newest reading of each of a bounded number of things; a thing keeps its slot while it reports.</summary>
internal sealed class ReadingTable<T>
    where T : class
{
    public const int Capacity = 256;

    private readonly List<Reading?> _slots = [];
    private readonly Dictionary<string, int> _bySlot = [];

    /// <summary>By slot; null where a thing has gone.</summary>
    public IReadOnlyList<Reading?> Slots => _slots;

    /// <returns>The slot; -1 when the table is full.</returns>
    public int Note(string key, long atMs, T reading)
    {
        if (_bySlot.TryGetValue(key, out var slot))
        {
            if (atMs >= _slots[slot]!.AtMs)
                _slots[slot] = new(key, atMs, reading);
            return slot;
        }
        slot = _slots.IndexOf(null);
        if (slot < 0 && _slots.Count == Capacity)
            return -1;
        Restore(slot < 0 ? _slots.Count : slot, new(key, atMs, reading));
        return _bySlot[key];
    }

    public IEnumerable<Reading> Since(long ms) => _slots.OfType<Reading>().Where(r => r.AtMs > ms).OrderBy(r => r.Key, StringComparer.Ordinal);

    /// <summary>Drops what has not reported since; returns whether there was any.</summary>
    public bool Expire(long beforeMs)
    {
        var changed = false;
        for (var i = 0; i < _slots.Count; i++)
        {
            if (_slots[i] is not { } reading || reading.AtMs >= beforeMs)
                continue;
            _slots[i] = null;
            changed |= _bySlot.Remove(reading.Key);
        }
        return changed;
    }

    public void Restore(int slot, Reading reading)
    {
        while (_slots.Count <= slot)
            _slots.Add(null);
        _slots[slot] = reading;
        _bySlot[reading.Key] = slot;
    }

    internal sealed record Reading(string Key, long AtMs, T Value);
}
