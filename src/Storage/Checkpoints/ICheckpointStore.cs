namespace Plimsoll.Storage.Checkpoints;

/// <summary>
/// Where component state outlives its process: blocks, and a small head committed conditionally. Blocks of a
/// commit are durable before its head is; a reader sees the whole of a commit or none of it.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>The newest committed head; null when the key has none.</summary>
    ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Blocks as of <paramref name="head"/>, in the order of the names. A name that the head does not hold, or bytes
    /// that fail their checksum, is a <see cref="CheckpointCorruptException"/> that says where.
    /// </summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken);

    ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken);

    /// <summary>Keys that have a head.</summary>
    IAsyncEnumerable<string> ListKeysAsync(CancellationToken cancellationToken);

    /// <summary>Removes head and blocks; used when a component is erased.</summary>
    ValueTask DeleteAsync(string key, CancellationToken cancellationToken);
}

/// <param name="Version">Rises by one with every commit of the key.</param>
/// <param name="State">The opaque head bytes of the state.</param>
/// <param name="Blocks">Names of the blocks that this version holds.</param>
/// <param name="Tag">The store's own bookkeeping.</param>
public sealed record CheckpointHead(string Key, long Version, ReadOnlyMemory<byte> State, IReadOnlyCollection<string> Blocks, object? Tag = null);

/// <param name="ExpectedVersion">Version that this commit follows; 0 when the key must not exist. Anything else is a conflict.</param>
/// <param name="State">New head bytes.</param>
/// <param name="Written">Blocks to add or replace.</param>
/// <param name="Removed">Blocks to drop; a name the head does not hold is ignored.</param>
public sealed record CheckpointCommit(
    long ExpectedVersion, ReadOnlyMemory<byte> State, IReadOnlyList<BlockWrite> Written, IReadOnlyList<string> Removed);

public readonly record struct BlockWrite(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What became of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    public sealed record Committed(CheckpointHead Head) : CommitResult;

    /// <summary>Another writer came first: this one is stale and must re-read.</summary>
    public sealed record Conflict(long CurrentVersion) : CommitResult;

    /// <summary>Nothing was committed, for example because the disk is full; try again later.</summary>
    public sealed record Unavailable(string Reason) : CommitResult;
}

/// <summary>Stored bytes fail their checksum or do not parse; the message names file or item and place.</summary>
public sealed class CheckpointCorruptException(string message, Exception? inner = null) : Exception(message, inner);
