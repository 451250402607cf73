using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Storage.Funds;

/// <summary>The fleet's budget as a head of a checkpoint store that holds no components. No lease has its name.</summary>
public sealed class CheckpointFundsStore(ICheckpointStore store) : IFundsStore
{
    private const string Key = "budget/judges";

    public async ValueTask<(ReadOnlyMemory<byte> State, long Version)> ReadAsync(CancellationToken cancellationToken) =>
        await store.ReadHeadAsync(Key, cancellationToken) is { } head ? (head.State, head.Version) : (default, 0);

    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> state, long expected, CancellationToken cancellationToken) =>
        await store.CommitAsync(Key, new CheckpointCommit(expected, state, [], []), cancellationToken) is CommitResult.Committed;
}
