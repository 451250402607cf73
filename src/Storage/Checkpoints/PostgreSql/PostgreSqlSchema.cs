using Npgsql;

namespace Plimsoll.Storage.Checkpoints.PostgreSql;

/// <summary>Tables of the checkpoint store. Making them again changes nothing.</summary>
public static class PostgreSqlSchema
{
    public const string Script = """
        CREATE TABLE IF NOT EXISTS plimsoll_checkpoint_heads (
            cluster text NOT NULL,
            key bytea NOT NULL,
            version bigint NOT NULL,
            manifest bytea NOT NULL,
            PRIMARY KEY (cluster, key));
        CREATE TABLE IF NOT EXISTS plimsoll_checkpoint_blocks (
            cluster text NOT NULL,
            key bytea NOT NULL,
            name bytea NOT NULL,
            version bigint NOT NULL,
            content bytea NOT NULL,
            PRIMARY KEY (cluster, key, name));
        ALTER TABLE plimsoll_checkpoint_blocks ALTER COLUMN content SET STORAGE EXTERNAL;
        """;

    public static async Task ApplyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Script);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<bool> ExistsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT to_regclass('plimsoll_checkpoint_heads') IS NOT NULL AND to_regclass('plimsoll_checkpoint_blocks') IS NOT NULL");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
