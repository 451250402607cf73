using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>Commits one component's snapshots. The caller makes sure of one commit at a time.</summary>
public sealed class CheckpointWriter(ICheckpointStore store, HostEvents events)
{
    /// <summary>Null when the store failed in a way that leaves the outcome unknown: try again later.</summary>
    public async Task<CommitResult?> CommitAsync(
        string name, CheckpointHead? head, StateReset? reset, StateSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            if (reset is { HeadUnreadable: true })
                await store.DeleteAsync(name, cancellationToken);
            var commit = Commit(head, reset, snapshot);
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

    private static CheckpointCommit Commit(CheckpointHead? head, StateReset? reset, StateSnapshot snapshot)
    {
        var written = snapshot.Changed.Select(b => new BlockWrite(b.Name, b.Bytes)).ToList();
        var kept = written.Select(w => w.Name).ToHashSet();
        var givenUp = reset is null ? [] : reset.Blocks.Where(b => !kept.Contains(b));
        return new CheckpointCommit(head?.Version ?? 0, snapshot.Head, written, [.. snapshot.Removed, .. givenUp]);
    }
}
