using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Contract.Hosting;

/// <summary>A store that a host loses when it is killed.</summary>
public sealed class SeverableStore(ICheckpointStore inner) : ICheckpointStore
{
    private volatile bool _severed;

    private ICheckpointStore Inner => _severed ? throw new IOException("this host was killed") : inner;

    public void Sever() => _severed = true;

    public ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken) => Inner.ReadHeadAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Inner.ReadBlocksAsync(head, names, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken) => Inner.CommitAsync(key, commit, cancellationToken);

    public IAsyncEnumerable<string> ListKeysAsync(CancellationToken cancellationToken) => Inner.ListKeysAsync(cancellationToken);

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken) => Inner.DeleteAsync(key, cancellationToken);
}
