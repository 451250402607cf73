using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>
/// What a silo of the next build would leave in the store: states in the format after this one's. It reads both; a silo of this
/// build reads only its own.
/// </summary>
internal sealed class NextBuildStore(ICheckpointStore inner, byte format) : ICheckpointStore
{
    public async ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken) =>
        await inner.ReadHeadAsync(key, cancellationToken) is { } head ? InThisFormat(head) : null;

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        inner.ReadBlocksAsync(head, names, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        Assert.Equal(format, commit.State.Span[0]);
        var later = commit with { State = WithFormat(commit.State, (byte)(format + 1)) };
        return await inner.CommitAsync(key, later, cancellationToken) is var result && result is CommitResult.Committed committed
            ? new CommitResult.Committed(InThisFormat(committed.Head))
            : result;
    }

    public IAsyncEnumerable<string> ListKeysAsync(CancellationToken cancellationToken) => inner.ListKeysAsync(cancellationToken);

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    private CheckpointHead InThisFormat(CheckpointHead head) => head with { State = WithFormat(head.State, format) };

    private static byte[] WithFormat(ReadOnlyMemory<byte> state, byte format) => [format, .. state.Span[1..]];
}
