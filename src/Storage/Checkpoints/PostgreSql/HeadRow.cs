using Npgsql;
using Plimsoll.Storage.Checkpoints.Remote;

namespace Plimsoll.Storage.Checkpoints.PostgreSql;

/// <summary>The row of a key's head.</summary>
internal static class HeadRow
{
    private const string Select = "SELECT version, manifest FROM plimsoll_checkpoint_heads WHERE cluster = $1 AND key = $2";
    private const string Insert =
        "INSERT INTO plimsoll_checkpoint_heads (cluster, key, version, manifest) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    private const string Update =
        "UPDATE plimsoll_checkpoint_heads SET version = $3, manifest = $4 WHERE cluster = $1 AND key = $2 AND version = $5";

    /// <param name="lockRow">Until the transaction ends.</param>
    public static async Task<CheckpointManifest?> ReadAsync(
        NpgsqlConnection connection, string cluster, string key, bool lockRow, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(lockRow ? Select + " FOR UPDATE" : Select, connection)
        {
            Parameters = { new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(key) } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? RemoteManifest.Decode(reader.GetFieldValue<byte[]>(1), key, reader.GetInt64(0), $"The row of the head of '{key}'")
            : null;
    }

    /// <returns>False when the head is no longer at that version.</returns>
    public static async Task<bool> WriteAsync(
        NpgsqlConnection connection, string cluster, long after, CheckpointManifest next, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(after == 0 ? Insert : Update, connection)
        {
            Parameters =
            {
                new() { Value = cluster }, new() { Value = CheckpointKey.Bytes(next.Key) },
                new() { Value = next.Version }, new() { Value = RemoteManifest.Encode(next) },
            },
        };
        if (after != 0)
            command.Parameters.Add(new() { Value = after });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
