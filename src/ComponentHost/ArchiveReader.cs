using Microsoft.Extensions.Caching.Memory;
using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>
/// Reads blocks of older hours, which no longer change, through a cache of 16 MiB. A block that is damaged is
/// reported and left out: one bad hour does not hide the others.
/// </summary>
public sealed class ArchiveReader(ICheckpointStore store, HostEvents events) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 16 << 20 });

    public async ValueTask<IReadOnlyList<StateBlock>> ReadAsync(CheckpointHead head, IReadOnlyList<string> names)
    {
        var blocks = new List<StateBlock>(names.Count);
        foreach (var name in names)
        {
            if (head.Blocks.Contains(name) && await ReadAsync(head, name) is { } block)
                blocks.Add(block);
        }
        return blocks;
    }

    public void Dispose() => _cache.Dispose();

    private async ValueTask<StateBlock?> ReadAsync(CheckpointHead head, string name)
    {
        if (_cache.TryGetValue((head.Key, name), out ReadOnlyMemory<byte> bytes))
            return new StateBlock(name, bytes);
        try
        {
            bytes = (await store.ReadBlocksAsync(head, [name], CancellationToken.None))[0];
        }
        catch (CheckpointCorruptException corrupt)
        {
            events.BlockDamaged(head.Key, name, corrupt);
            return null;
        }
        _cache.Set((head.Key, name), bytes, new MemoryCacheEntryOptions { Size = bytes.Length + 100 });
        return new StateBlock(name, bytes);
    }
}
