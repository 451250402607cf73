using System.Numerics;
using System.Runtime.CompilerServices;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>A set of 128-bit keys by open addressing, 16 bytes a slot. Keys are keyed hashes, so their low bits are the index.</summary>
internal sealed class DedupGeneration(int initialCapacity)
{
    private UInt128[] _slots = new UInt128[int.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)initialCapacity))];

    public int Count { get; private set; }

    public int Capacity => _slots.Length;

    /// <summary>Reads the home slots of keys: reads that do not wait for each other take the time of one.</summary>
    public void Approach(ReadOnlySpan<UInt128> keys)
    {
        var mask = (ulong)_slots.Length - 1;
        foreach (var key in keys)
            Volatile.Read(ref Unsafe.As<UInt128, ulong>(ref _slots[(int)((ulong)key & mask)]));
    }

    public bool Contains(UInt128 key) => _slots[Find(key)] == key;

    /// <summary>False when the key is there already. Zero is no key.</summary>
    public bool Add(UInt128 key)
    {
        var at = Find(key);
        if (_slots[at] == key)
            return false;
        _slots[at] = key;
        Count++;
        if (Count > _slots.Length / 3 * 2)
            Grow();
        return true;
    }

    public void Remove(UInt128 key)
    {
        var hole = Find(key);
        if (_slots[hole] != key)
            return;
        Count--;
        _slots[hole] = default;
        CloseGap(hole);
    }

    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    /// <summary>Slot of the key, or the empty slot where it would go.</summary>
    private int Find(UInt128 key)
    {
        var mask = _slots.Length - 1;
        var at = (int)((ulong)key & (ulong)mask);
        while (_slots[at] != default && _slots[at] != key)
            at = (at + 1) & mask;
        return at;
    }

    /// <summary>Moves back what a search would no longer reach across the hole.</summary>
    private void CloseGap(int hole)
    {
        var mask = _slots.Length - 1;
        for (var at = (hole + 1) & mask; _slots[at] != default; at = (at + 1) & mask)
        {
            var home = (int)((ulong)_slots[at] & (ulong)mask);
            if (((at - home) & mask) < ((at - hole) & mask))
                continue;
            _slots[hole] = _slots[at];
            _slots[at] = default;
            hole = at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Rare, and long each time.
    private void Grow()
    {
        var old = _slots;
        _slots = new UInt128[old.Length * 2];
        foreach (var key in old)
        {
            if (key != default)
                _slots[Find(key)] = key;
        }
    }
}
