using Amazon.DynamoDBv2;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.DynamoDb;

namespace Plimsoll.Silo.Providers;

/// <summary>Membership, reminders and checkpoints in three DynamoDB tables, named after the cluster.</summary>
internal sealed class DynamoDbProvider : IClusterProvider
{
    public async Task PrepareAsync(PlimsollOptions options, CancellationToken cancellationToken)
    {
        using var database = Connect(options);
        await DynamoDbTable.EnsureAsync(database, Table(options, "checkpoints"), cancellationToken);
    }

    public void UseForSilo(ISiloBuilder silo, PlimsollOptions options)
    {
        var service = Service(options);
        silo.UseDynamoDBClustering(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (service, Table(options, "membership"), false));
        silo.UseDynamoDBReminderService(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (service, Table(options, "reminders"), false));
        silo.Services.AddSingleton<IAmazonDynamoDB>(_ => Connect(options));
        silo.Services.AddSingleton<ICheckpointStore>(s => new DynamoDbCheckpointStore(s.GetRequiredService<IAmazonDynamoDB>(), Table(options, "checkpoints")));
    }

    public void UseForGateway(IClientBuilder client, PlimsollOptions options) =>
        client.UseDynamoDBClustering(o => (o.Service, o.TableName, o.UseProvisionedThroughput) = (Service(options), Table(options, "membership"), false));

    private static string Table(PlimsollOptions options, string what) => DynamoDbConnection.TableOf(options.Cluster.Id, what);

    private static string Service(PlimsollOptions options) =>
        options.Cluster.DynamoDb ?? throw new ArgumentException("cluster.dynamodb is missing", nameof(options));

    private static AmazonDynamoDBClient Connect(PlimsollOptions options) => DynamoDbConnection.Connect(Service(options));
}
