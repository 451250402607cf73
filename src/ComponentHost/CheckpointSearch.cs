using System.Buffers.Binary;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>Looks for pseudonyms in what a store holds of a component.</summary>
public sealed class CheckpointSearch(ICheckpointStore store)
{
    /// <summary>Bytes looked at, and places in which one of the numbers stands.</summary>
    public async Task<(long Bytes, long Found)> RunAsync(CheckpointHead head, IReadOnlyList<ulong> pseudonyms)
    {
        var (bytes, found) = ((long)head.State.Length, Count(head.State.Span, pseudonyms));
        foreach (var name in head.Blocks)
        {
            var block = (await store.ReadBlocksAsync(head, [name], CancellationToken.None))[0];
            bytes += block.Length;
            found += Count(block.Span, pseudonyms);
        }
        return (bytes, found);
    }

    private static long Count(ReadOnlySpan<byte> bytes, IReadOnlyList<ulong> pseudonyms)
    {
        Span<byte> needle = stackalloc byte[sizeof(ulong)];
        var found = 0L;
        foreach (var pseudonym in pseudonyms)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(needle, pseudonym);
            found += bytes.Count(needle);
        }
        return found;
    }
}
