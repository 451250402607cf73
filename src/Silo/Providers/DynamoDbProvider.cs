using Amazon.DynamoDBv2;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;
using Plimsoll.Storage.Funds;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Silo.Providers;

/// <summary>Membership, reminders and checkpoints in DynamoDB tables that are named after the cluster.</summary>
internal sealed class DynamoDbProvider : IClusterProvider
{
    public async Task PrepareAsync(PlimsollOptions options, CancellationToken cancellationToken)
    {
        using var database = Connect(options);
        await DynamoDbTable.EnsureAsync(database, Table(options, "checkpoints"), cancellationToken);
        await DynamoDbTable.EnsureAsync(database, Table(options, "leases"), cancellationToken);
        await DynamoDbTable.EnsureAsync(database, Table(options, "alerts"), cancellationToken);
    }

    public void UseForSilo(ISiloBuilder silo, PlimsollOptions options)
    {
        var service = Service(options);
        silo.UseDynamoDBClustering(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (service, Table(options, "membership"), false));
        silo.UseDynamoDBReminderService(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (service, Table(options, "reminders"), false));
        silo.Services.AddSingleton<IAmazonDynamoDB>(_ => Connect(options));
        silo.Services.AddSingleton<ICheckpointStore>(s => Store(s, Table(options, "checkpoints")));
        silo.Services.AddSingleton<ILeaseStore>(s => new CheckpointLeaseStore(Store(s, Table(options, "leases"))));
        silo.Services.AddSingleton<IFundsStore>(s => new CheckpointFundsStore(Store(s, Table(options, "leases"))));
    }

    public ICheckpointStore DeskStore(IServiceProvider services, PlimsollOptions options) => Store(services, Table(options, "alerts"));

    public void UseForGateway(IClientBuilder client, PlimsollOptions options) =>
        client.UseDynamoDBClustering(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (Service(options), Table(options, "membership"), false));

    private static DynamoDbCheckpointStore Store(IServiceProvider services, string table) =>
        new(services.GetRequiredService<IAmazonDynamoDB>(), table);

    private static string Table(PlimsollOptions options, string what) => DynamoDbConnection.TableOf(options.Cluster.Id, what);

    private static string Service(PlimsollOptions options) =>
        options.Cluster.DynamoDb ?? throw new ArgumentException("cluster.dynamodb is missing", nameof(options));

    private static AmazonDynamoDBClient Connect(PlimsollOptions options) => DynamoDbConnection.Connect(Service(options));
}
