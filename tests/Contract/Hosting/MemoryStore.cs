using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Contract.Hosting;

/// <summary>Checkpoints in memory, with faults.</summary>
public sealed class MemoryStore : ICheckpointStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CheckpointHead> _heads = [];

    /// <summary>While set, nothing is committed.</summary>
    public bool Unavailable { get; set; }

    /// <summary>Heads are read when it has ended; null for at once.</summary>
    public Task? Held { get; set; }

    /// <summary>Keys whose blocks do not read.</summary>
    public HashSet<string> Corrupt { get; } = [];

    /// <summary>Blocks, by key and name, that do not read until they are written again or given up.</summary>
    public HashSet<(string Key, string Block)> CorruptBlocks { get; } = [];

    /// <summary>Keys of which not even the head reads.</summary>
    public HashSet<string> CorruptHeads { get; } = [];

    public async ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken)
    {
        if (Held is { } held)
            await held.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (CorruptHeads.Contains(key))
                throw new CheckpointCorruptException($"{key}: head, byte 0");
            return _heads.GetValueOrDefault(key);
        }
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Corrupt.Contains(head.Key))
                throw new CheckpointCorruptException($"{head.Key}: {names.Count} blocks, byte 0");
            if (names.FirstOrDefault(n => CorruptBlocks.Contains((head.Key, n))) is { } bad)
                throw new CheckpointCorruptException($"{head.Key}: {bad}, byte 0") { Block = bad };
        }
        var blocks = Blocks(head);
        return new([.. names.Select(name => blocks[name])]);
    }

    public ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (Unavailable)
                return new(new CommitResult.Unavailable("disk_full"));
            var before = _heads.GetValueOrDefault(key);
            if ((before?.Version ?? 0) != commit.ExpectedVersion)
                return new(new CommitResult.Conflict(before?.Version ?? 0));
            var blocks = before is null ? ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty : Blocks(before);
            blocks = blocks.RemoveRange(commit.Removed).SetItems(commit.Written.Select(w => KeyValuePair.Create(w.Name, (ReadOnlyMemory<byte>)w.Bytes.ToArray())));
            var head = new CheckpointHead(key, commit.ExpectedVersion + 1, commit.State.ToArray(), [.. blocks.Keys], blocks);
            _heads[key] = head;
            Corrupt.Remove(key);
            CorruptBlocks.ExceptWith(commit.Removed.Concat(commit.Written.Select(w => w.Name)).Select(b => (key, b)));
            return new(new CommitResult.Committed(head));
        }
    }

    public async IAsyncEnumerable<string> ListKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        List<string> keys;
        lock (_lock)
            keys = [.. _heads.Keys];
        foreach (var key in keys)
            yield return key;
    }

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _heads.Remove(key);
            CorruptHeads.Remove(key);
        }
        return ValueTask.CompletedTask;
    }

    private static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Blocks(CheckpointHead head) =>
        (ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>)head.Tag!;
}
