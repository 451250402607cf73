using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Privacy.Erasure;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>Commits one component's snapshots. The caller makes sure of one commit at a time.</summary>
public sealed class CheckpointWriter(ICheckpointStore store, HostEvents events)
{
    /// <summary>Null when the store failed in a way that leaves the outcome unknown: try again later.</summary>
    /// <param name="rewrite">What the store is not to keep; null for an ordinary commit.</param>
    public async Task<CommitResult?> CommitAsync(
        string name, CheckpointHead? head, StateReset? reset, StateSnapshot snapshot, StoreRewrite? rewrite, CancellationToken cancellationToken)
    {
        try
        {
            if (reset is { HeadUnreadable: true })
                await store.DeleteAsync(name, cancellationToken);
            var commit = Commit(head, reset, snapshot) with { Compact = rewrite is not null };
            if (rewrite?.Erased is { } erased)
                commit = await ErasedAsync(head, commit, erased, cancellationToken);
            var result = await store.CommitAsync(name, commit, cancellationToken);
            events.Committed(name, commit, result);
            return result;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            events.CommitFailed(name, trouble);
            return null;
        }
    }

    private async Task<CheckpointCommit> ErasedAsync(CheckpointHead? head, CheckpointCommit commit, ErasureOrder erased, CancellationToken cancellationToken)
    {
        var names = new FreshNames(erased.Seed);
        var (written, removed) = (commit.Written.ToList(), commit.Removed.ToList());
        foreach (var name in (head?.Blocks ?? []).Except(commit.Removed).Except(commit.Written.Select(w => w.Name)))
        {
            if (await ReadAsync(head!, name, cancellationToken) is not { } block)
                removed.Add(name);
            else if (names.Replace(block.Span, erased.Pseudonyms) is { } replaced)
                written.Add(new BlockWrite(name, replaced));
        }
        return commit with { Written = written, Removed = removed };
    }

    /// <summary>Null for a damaged block: whose traces are in it nobody can tell, so it is given up.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(CheckpointHead head, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadBlocksAsync(head, [name], cancellationToken))[0];
        }
        catch (CheckpointCorruptException corrupt) when (corrupt.Block is not null)
        {
            events.BlockDamaged(head.Key, name, corrupt);
            return null;
        }
    }

    private static CheckpointCommit Commit(CheckpointHead? head, StateReset? reset, StateSnapshot snapshot)
    {
        var written = snapshot.Changed.Select(b => new BlockWrite(b.Name, b.Bytes)).ToList();
        var kept = written.Select(w => w.Name).ToHashSet();
        var givenUp = reset is null ? [] : reset.Blocks.Where(b => !kept.Contains(b));
        return new CheckpointCommit(head?.Version ?? 0, snapshot.Head, written, [.. snapshot.Removed, .. givenUp]);
    }
}

/// <summary>A commit that moves all that is alive, so that the store drops what was replaced.</summary>
/// <param name="Erased">Whose traces are not to stay in blocks that the state leaves alone either; null for nobody's.</param>
public sealed record StoreRewrite(ErasureOrder? Erased = null);
