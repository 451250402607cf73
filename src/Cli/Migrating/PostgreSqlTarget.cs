using Npgsql;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.PostgreSql;

namespace Plimsoll.Cli.Migrating;

internal sealed class PostgreSqlTarget : IMigrationTarget
{
    private readonly NpgsqlDataSource _database;

    public PostgreSqlTarget(string connection, string cluster)
    {
        _database = NpgsqlDataSource.Create(connection);
        Store = new PostgreSqlCheckpointStore(_database, cluster);
        Desk = new PostgreSqlCheckpointStore(_database, $"{cluster}/alerts");
    }

    public ICheckpointStore Store { get; }

    public ICheckpointStore Desk { get; }

    public Task<bool> IsPreparedAsync(CancellationToken cancellationToken) => PostgreSqlSchema.ExistsAsync(_database, cancellationToken);

    public Task PrepareAsync(CancellationToken cancellationToken) => PostgreSqlSchema.ApplyAsync(_database, cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
