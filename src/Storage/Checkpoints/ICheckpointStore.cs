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
    /// that fail their checksum, is a <see cref="CheckpointCorruptException"/> that says where. A head that later commits
    /// have left behind still reads the blocks that they kept; one that they replaced is a <see cref="StaleHeadException"/>
    /// where another process may have come between.
    /// </summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Commits all of it or nothing. A key, or a block name, is any Unicode text that is not empty.</summary>
    ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken);

    /// <summary>Keys that have a head.</summary>
    IAsyncEnumerable<string> ListKeysAsync(CancellationToken cancellationToken);

    /// <summary>Removes head and blocks; used when a component is erased.</summary>
    ValueTask DeleteAsync(string key, CancellationToken cancellationToken);
}
