using Npgsql;
using Plimsoll.Storage.Checkpoints.Remote;

namespace Plimsoll.Storage.Checkpoints.PostgreSql;

/// <summary>The rows of a key's blocks.</summary>
internal static class BlockRows
{
    private const string Select =
        "SELECT name, version, content FROM plimsoll_checkpoint_blocks WHERE cluster = $1 AND key = $2 AND name = ANY($3)";

    private const string Upsert =
        "INSERT INTO plimsoll_checkpoint_blocks (cluster, key, name, version, content) "
        + "SELECT $1, $2, b.name, $3, b.content FROM unnest($4::bytea[], $5::bytea[]) AS b(name, content) "
        + "ON CONFLICT (cluster, key, name) DO UPDATE SET version = EXCLUDED.version, content = EXCLUDED.content";

    private const string Delete = "DELETE FROM plimsoll_checkpoint_blocks WHERE cluster = $1 AND key = $2 AND name = ANY($3)";

    public static async Task<Dictionary<string, Row>> ReadAsync(
        NpgsqlConnection connection, string cluster, string key, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Select, connection)
        {
            Parameters = { new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(key) }, new() { Value = Names(names) } },
        };
        var rows = new Dictionary<string, Row>(names.Count, StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(CheckpointKey.Text(reader.GetFieldValue<byte[]>(0)), new Row(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    /// <summary>Within the transaction of the head.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, string cluster, string key, CheckpointManifest next, CheckpointCommit commit, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var gone = commit.Removed.Where(name => !next.Blocks.ContainsKey(name)).ToList();
        if (gone.Count > 0)
        {
            batch.BatchCommands.Add(new(Delete)
            {
                Parameters = { new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(key) }, new() { Value = Names(gone) } },
            });
        }
        if (commit.Written.Count > 0)
        {
            // The last of a name counts, as it does in the manifest.
            var written = commit.Written.GroupBy(w => w.Name, StringComparer.Ordinal).Select(g => g.Last()).ToList();
            batch.BatchCommands.Add(new(Upsert)
            {
                Parameters =
                {
                    new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(key) }, new() { Value = next.Version },
                    new() { Value = Names([.. written.Select(w => w.Name)]) }, new() { Value = written.Select(w => w.Bytes.ToArray()).ToArray() },
                },
            });
        }
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[][] Names(IReadOnlyList<string> names) => [.. names.Select(CheckpointKey.Bytes)];

    internal readonly record struct Row(long Version, byte[] Content);
}
