using System.Runtime.InteropServices;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>One component's rows within an ingest batch, encoded, each with its deduplication key.</summary>
internal sealed class ComponentRows(string component)
{
    private const int KeptBytes = 1 << 20;

    private readonly List<UInt128> _keys = [];
    private readonly List<int> _duplicates = [];

    public string Component { get; } = component;
    public RecordBatchWriter Writer { get; private set; } = new();

    /// <summary>By row; zero where the row has none.</summary>
    public IReadOnlyList<UInt128> Keys => _keys;

    public void CopyKeysTo(List<UInt128> keys)
    {
        foreach (var key in _keys)
        {
            if (key != default)
                keys.Add(key);
        }
    }

    public void AddKey(UInt128 key) => _keys.Add(key);

    /// <summary>Puts the rows' keys into the window and notes which were there. Returns how many were.</summary>
    public int Reserve(DedupWindow window)
    {
        window.Approach(CollectionsMarshal.AsSpan(_keys));
        for (var row = 0; row < _keys.Count; row++)
        {
            if (_keys[row] != default && !window.TryAdd(_keys[row]))
                _duplicates.Add(row);
        }
        return _duplicates.Count;
    }

    /// <summary>Encodes the rows anew without the duplicates.</summary>
    public void DropDuplicates(ReadOnlySpan<byte> encoded)
    {
        if (_duplicates.Count == 0)
            return;
        Writer.Clear();
        BatchFilter.Copy(encoded, Component, _duplicates, Writer);
        DropDuplicateKeys();
    }

    public void Clear()
    {
        if (Writer.ByteCount > KeptBytes)
            Writer = new RecordBatchWriter();
        else
            Writer.Clear();
        _keys.Clear();
        _duplicates.Clear();
    }

    private void DropDuplicateKeys()
    {
        var kept = 0;
        var next = 0;
        for (var row = 0; row < _keys.Count; row++)
        {
            if (next < _duplicates.Count && _duplicates[next] == row)
                next++;
            else
                _keys[kept++] = _keys[row];
        }
        _keys.RemoveRange(kept, _keys.Count - kept);
        _duplicates.Clear();
    }
}
