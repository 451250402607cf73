using System.Net;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Funds;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Silo.Providers;

/// <summary>One silo with files, and gateways on the same machine.</summary>
internal sealed class LocalhostProvider : IClusterProvider
{
    private const string Leases = "leases";

    public Task PrepareAsync(PlimsollOptions options, CancellationToken cancellationToken) => Task.CompletedTask;

    public void UseForSilo(ISiloBuilder silo, PlimsollOptions options)
    {
        var cluster = options.Cluster;
        silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort, serviceId: cluster.Id, clusterId: cluster.Id);
        silo.UseInMemoryReminderService();
        silo.Services.AddSingleton<ICheckpointStore>(_ => FileCheckpointStore.Open(Path.Combine(options.DataDirectory, "checkpoints")));
        silo.Services.AddKeyedSingleton(Leases, (_, _) => FileCheckpointStore.Open(Path.Combine(options.DataDirectory, Leases)));
        silo.Services.AddSingleton<ILeaseStore>(s => new CheckpointLeaseStore(s.GetRequiredKeyedService<FileCheckpointStore>(Leases)));
        silo.Services.AddSingleton<IFundsStore>(s => new CheckpointFundsStore(s.GetRequiredKeyedService<FileCheckpointStore>(Leases)));
    }

    public ICheckpointStore DeskStore(IServiceProvider services, PlimsollOptions options) => FileCheckpointStore.Open(Path.Combine(options.DataDirectory, "alerts"));

    public void UseForGateway(IClientBuilder client, PlimsollOptions options) =>
        client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, options.Cluster.GatewayPort));
}
