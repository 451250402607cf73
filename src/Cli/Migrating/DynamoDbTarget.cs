using Amazon.DynamoDBv2;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;

namespace Plimsoll.Cli.Migrating;

internal sealed class DynamoDbTarget : IMigrationTarget
{
    private readonly AmazonDynamoDBClient _database;
    private readonly string _table;
    private readonly string _alerts;

    public DynamoDbTarget(string service, string cluster)
    {
        _database = DynamoDbConnection.Connect(service);
        _table = DynamoDbConnection.TableOf(cluster, "checkpoints");
        _alerts = DynamoDbConnection.TableOf(cluster, "alerts");
        Store = new DynamoDbCheckpointStore(_database, _table);
        Desk = new DynamoDbCheckpointStore(_database, _alerts);
    }

    public ICheckpointStore Store { get; }

    public ICheckpointStore Desk { get; }

    public async Task<bool> IsPreparedAsync(CancellationToken cancellationToken) =>
        await DynamoDbTable.ExistsAsync(_database, _table, cancellationToken) && await DynamoDbTable.ExistsAsync(_database, _alerts, cancellationToken);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await DynamoDbTable.EnsureAsync(_database, _table, cancellationToken);
        await DynamoDbTable.EnsureAsync(_database, _alerts, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
