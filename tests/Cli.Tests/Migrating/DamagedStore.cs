using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cli.Tests.Migrating;

/// <summary>A store of which one block does not verify.</summary>
internal sealed class DamagedStore(ICheckpointStore store, string block) : ICheckpointStore
{
    public ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken) => store.ReadHeadAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        names.Contains(block) ? throw new CheckpointCorruptException("damaged") { Block = block } : store.ReadBlocksAsync(head, names, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken) =>
        store.CommitAsync(key, commit, cancellationToken);

    public IAsyncEnumerable<string> ListKeysAsync(CancellationToken cancellationToken) => store.ListKeysAsync(cancellationToken);

    public ValueTask DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);
}
