using System.Runtime.CompilerServices;
using Npgsql;
using Plimsoll.Storage.Checkpoints.Remote;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Checkpoints.PostgreSql;

/// <summary>
/// Checkpoints as rows: one for the head, with its manifest, and one for each block. A commit is a transaction that
/// holds the head's row.
/// </summary>
/// <param name="cluster">Keeps clusters apart that share a database.</param>
public sealed class PostgreSqlCheckpointStore(NpgsqlDataSource database, string cluster) : ICheckpointStore
{
    public async ValueTask<CheckpointHead?> ReadHeadAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await HeadRow.ReadAsync(connection, cluster, key, lockRow: false, cancellationToken))?.ToHead();
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBlocksAsync(
        CheckpointHead head, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var manifest = RemoteManifest.Of(head);
        var places = names.ToDictionary(n => n, n => RemoteManifest.Place(manifest, n), StringComparer.Ordinal);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await BlockRows.ReadAsync(connection, cluster, head.Key, names, cancellationToken);
        foreach (var (name, place) in places)
        {
            if (rows.TryGetValue(name, out var row) && row.Version == place.File)
                Verify(head.Key, name, place, row.Content);
            else if ((await HeadRow.ReadAsync(connection, cluster, head.Key, lockRow: false, cancellationToken))?.Version != head.Version)
                throw new StaleHeadException(head.Key, head.Version);
            else
                throw new CheckpointCorruptException($"The row of block '{name}' of '{head.Key}' is gone") { Block = name };
        }
        return [.. names.Select(n => (ReadOnlyMemory<byte>)rows[n].Content)];
    }

    public async ValueTask<CommitResult> CommitAsync(string key, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var current = await HeadRow.ReadAsync(connection, cluster, key, lockRow: true, cancellationToken) ?? CheckpointManifest.None(key);
            if (current.Version != commit.ExpectedVersion)
                return new CommitResult.Conflict(current.Version);
            var next = RemoteManifest.After(current, commit, Place);
            if (!await HeadRow.WriteAsync(connection, cluster, current.Version, next, cancellationToken))
                return await LostAsync(connection, transaction, key, cancellationToken);
            await BlockRows.WriteAsync(connection, cluster, key, next, commit, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new CommitResult.Committed(next.ToHead());

            BlockPlace Place(BlockWrite block) =>
                new(commit.ExpectedVersion + 1, 0, block.Bytes.Length, Crc32C.Compute(block.Bytes.Span));
        }
        catch (NpgsqlException trouble)
        {
            return new CommitResult.Unavailable(Reason(trouble));
        }
    }

    public async IAsyncEnumerable<string> ListKeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT key FROM plimsoll_checkpoint_heads WHERE cluster = $1");
        command.Parameters.Add(new() { Value = cluster });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return CheckpointKey.Text(reader.GetFieldValue<byte[]>(0));
    }

    public async ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var table in new[] { "plimsoll_checkpoint_heads", "plimsoll_checkpoint_blocks" })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"DELETE FROM {table} WHERE cluster = $1 AND key = $2")
            {
                Parameters = { new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(key) } },
            });
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Another writer made the key's first head while this one looked.</summary>
    private async Task<CommitResult> LostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string key, CancellationToken cancellationToken)
    {
        await transaction.RollbackAsync(cancellationToken);
        var winner = await HeadRow.ReadAsync(connection, cluster, key, lockRow: false, cancellationToken);
        return new CommitResult.Conflict(winner?.Version ?? 0);
    }

    private static void Verify(string key, string name, BlockPlace place, byte[] content)
    {
        if (content.Length != place.Length || Crc32C.Compute(content) != place.Checksum)
            throw new CheckpointCorruptException($"The row of block '{name}' of '{key}', {content.Length} bytes, does not verify") { Block = name };
    }

    private static string Reason(NpgsqlException trouble) => trouble switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "disk_full",
        PostgresException => "store_refused",
        _ => "store_unreachable",
    };
}
