using Amazon.DynamoDBv2;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;

namespace Plimsoll.Cli.Migrating;

internal sealed class DynamoDbTarget : IMigrationTarget
{
    private readonly AmazonDynamoDBClient _database;
    private readonly string _table;

    public DynamoDbTarget(string service, string cluster)
    {
        _database = DynamoDbConnection.Connect(service);
        _table = DynamoDbConnection.TableOf(cluster, "checkpoints");
        Store = new DynamoDbCheckpointStore(_database, _table);
    }

    public ICheckpointStore Store { get; }

    public Task<bool> IsPreparedAsync(CancellationToken cancellationToken) => DynamoDbTable.ExistsAsync(_database, _table, cancellationToken);

    public Task PrepareAsync(CancellationToken cancellationToken) => DynamoDbTable.EnsureAsync(_database, _table, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
