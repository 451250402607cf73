using Plimsoll.Telemetry;

namespace Plimsoll.Privacy.Erasure;

/// <summary>Takes a user out of the entries of a journal. An entry keeps its length: what is left is filled up with zeros.</summary>
/// <param name="dropRows">Rows go as a whole, where nobody counts them; else they keep what is counted.</param>
public sealed class EntryErasure(ErasedUser user, bool dropRows)
{
    private readonly List<JournalPart> _parts = [];
    private readonly List<UInt128> _keys = [];

    public ErasureTally Tally { get; } = new();

    /// <summary>Remembers what an entry tells of the user.</summary>
    public void Learn(ReadOnlyMemory<byte> entry)
    {
        foreach (var part in Parts(entry))
        {
            if (!RecordBatchReader.TryOpen(part.Batch.Span, out var reader, out _))
                continue;
            while (reader.MoveNext())
            {
                if (user.Owns(part.Component, ref reader))
                    user.Learn(part.Component, ref reader);
            }
        }
    }

    /// <summary>Null when the entry may stay as it is.</summary>
    /// <param name="keepKeys">Whether repetitions of its rows may still come. Its deduplication keys go with the user otherwise.</param>
    public byte[]? Erase(ReadOnlyMemory<byte> entry, bool keepKeys)
    {
        var batches = new BatchErasure(user, dropRows, Tally);
        var parts = Parts(entry);
        var changed = false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (batches.Erase(parts[i].Component, parts[i].Batch.Span) is not { } batch)
                continue;
            parts[i] = parts[i] with { Batch = batch };
            changed = true;
        }
        if (!changed)
            return null;
        _keys.Clear();
        if (keepKeys)
            JournalEntry.TryReadDedupKeys(entry, _keys, out _);
        return JournalEntry.WritePadded(parts, [.. _keys], entry.Length);
    }

    private List<JournalPart> Parts(ReadOnlyMemory<byte> entry)
    {
        _parts.Clear();
        if (!JournalEntry.TryReadParts(entry, _parts, out _))
            Tally.Unreadable++;
        return _parts;
    }
}
