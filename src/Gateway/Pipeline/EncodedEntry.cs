using CommunityToolkit.HighPerformance.Buffers;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// The batches of one journal entry in pooled memory, shared by the deliveries of its parts; the last release
/// gives the memory back and takes the bytes off the backlog.
/// </summary>
internal sealed class EncodedEntry : IDisposable
{
    private readonly ArrayPoolBufferWriter<byte> _bytes;
    private readonly List<JournalPart> _parts = [];
    private readonly Backlog _backlog;
    private int _holders = 1;

    private EncodedEntry(int capacity, Backlog backlog)
    {
        _bytes = new ArrayPoolBufferWriter<byte>(int.Max(capacity, 256));
        _backlog = backlog;
    }

    public IReadOnlyList<JournalPart> Parts => _parts;

    public int ByteCount => _bytes.WrittenCount;

    public static EncodedEntry Encode(IReadOnlyList<ComponentRows> rows, Backlog backlog)
    {
        var total = 0;
        foreach (var component in rows)
            total += component.Writer.ByteCount;
        var entry = new EncodedEntry(total, backlog);
        Span<int> ends = rows.Count <= 256 ? stackalloc int[rows.Count] : new int[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Writer.WriteTo(entry._bytes);
            ends[i] = entry._bytes.WrittenCount;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            entry._parts.Add(new JournalPart(rows[i].Component, entry._bytes.WrittenMemory[start..ends[i]]));
        }
        backlog.Add(entry.ByteCount);
        return entry;
    }

    /// <summary>Copies an entry read back from the journal; null with a reason when it does not decode.</summary>
    public static EncodedEntry? Copy(ReadOnlySpan<byte> journalled, Backlog backlog, out string? error)
    {
        var entry = new EncodedEntry(journalled.Length, backlog);
        journalled.CopyTo(entry._bytes.GetSpan(journalled.Length));
        entry._bytes.Advance(journalled.Length);
        backlog.Add(entry.ByteCount);
        if (JournalEntry.TryReadParts(entry._bytes.WrittenMemory, entry._parts, out error))
            return entry;
        entry.Release();
        return null;
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        _backlog.Remove(ByteCount);
        _parts.Clear();
        _bytes.Dispose();
    }

    /// <summary>The same as <see cref="Release"/>.</summary>
    void IDisposable.Dispose() => Release();
}
