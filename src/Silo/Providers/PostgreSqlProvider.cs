using Npgsql;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.PostgreSql;
using Plimsoll.Storage.Funds;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Silo.Providers;

/// <summary>Membership, reminders and checkpoints in one PostgreSQL database.</summary>
internal sealed class PostgreSqlProvider : IClusterProvider
{
    private const string Invariant = "Npgsql";

    public async Task PrepareAsync(PlimsollOptions options, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(Connection(options));
        await PostgreSqlClusterSchema.ApplyAsync(database, cancellationToken);
        await PostgreSqlSchema.ApplyAsync(database, cancellationToken);
    }

    public void UseForSilo(ISiloBuilder silo, PlimsollOptions options)
    {
        var connection = Connection(options);
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
        silo.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        silo.Services.AddSingleton<ICheckpointStore>(s => Store(s, options.Cluster.Id));
        silo.Services.AddSingleton<ILeaseStore>(s => new CheckpointLeaseStore(Store(s, $"{options.Cluster.Id}/leases")));
        silo.Services.AddSingleton<IFundsStore>(s => new CheckpointFundsStore(Store(s, $"{options.Cluster.Id}/leases")));
    }

    public ICheckpointStore DeskStore(IServiceProvider services, PlimsollOptions options) => Store(services, $"{options.Cluster.Id}/alerts");

    public void UseForGateway(IClientBuilder client, PlimsollOptions options)
    {
        var connection = Connection(options);
        client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, connection));
    }

    private static PostgreSqlCheckpointStore Store(IServiceProvider services, string cluster) =>
        new(services.GetRequiredService<NpgsqlDataSource>(), cluster);

    private static string Connection(PlimsollOptions options) =>
        options.Cluster.ConnectionString ?? throw new ArgumentException("cluster.connection_string_env is missing", nameof(options));
}
