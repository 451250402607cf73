using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost;
using Plimsoll.Alerting.Desk;
using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Contract.Hosting;
using Plimsoll.Effects;
using Plimsoll.Grains;
using Plimsoll.Grains.Desks;
using Plimsoll.Grains.Serialization;
using Plimsoll.Silo.Gateways;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Funds;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Cluster.Tests.Contract;

/// <summary>A cluster of three silos on a contract's world.</summary>
internal sealed class ClusterHost : IComponentHost
{
    private const short Silos = 3;

    private readonly SeverableStore _store;
    private readonly SeverableStore _desks;
    private readonly MemoryStore _leases = new();
    private readonly InProcessTestCluster _cluster;
    private bool _stopped;

    private ClusterHost(HostWorld world, Action<ISiloBuilder>? configure)
    {
        _store = new SeverableStore(world.Store);
        _desks = new SeverableStore(world.Desks);
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            Configure(silo, world);
            configure?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.Services.AddPlimsollSerialization());
        _cluster = builder.Build();
    }

    public IComponentDirectory Components => new GrainComponentDirectory(_cluster.Client);

    public IAlertDesk Desk => new GrainAlertDesk(_cluster.Client);

    public static async Task<IComponentHost> StartAsync(HostWorld world) => await StartAsync(world, null);

    /// <param name="configure">More of each silo.</param>
    public static async Task<ClusterHost> StartAsync(HostWorld world, Action<ISiloBuilder>? configure)
    {
        var host = new ClusterHost(world, configure);
        await host._cluster.DeployAsync();
        return host;
    }

    /// <summary>Kills the silo in which a component lives, without a word.</summary>
    public Task KillHolderAsync(string component) =>
        _cluster.KillSiloAsync(_cluster.Silos.Single(s => s.ServiceProvider.GetRequiredService<SiloResidents>().Find(component) is not null));

    public async Task StopAsync()
    {
        _stopped = true;
        await _cluster.StopAllSilosAsync();
    }

    /// <summary>Unless stopped before, a kill of every silo: nothing reaches the store any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            _store.Sever();
            _desks.Sever();
            foreach (var silo in _cluster.Silos)
                await _cluster.KillSiloAsync(silo);
        }
        await _cluster.DisposeAsync();
    }

    private void Configure(ISiloBuilder silo, HostWorld world)
    {
        silo.AddPlimsollGrains(world.Clock);
        silo.Services.AddSingleton(world.Options);
        silo.Services.AddSingleton<ICheckpointStore>(_store).AddSingleton<ILeaseStore>(new CheckpointLeaseStore(_leases));
        silo.Services.AddSingleton<IFundsStore>(new CheckpointFundsStore(world.Funds));
        silo.Services.Replace(ServiceDescriptor.Singleton<IEffectExecutor>(world.Effects));
        silo.AddFleetDesk(_ => _desks, (_, _, _) => world.Receiver, world.Clock);
        silo.Services.AddSingleton<IEffectExecutor>(world.Rollbacks);
        silo.Services.Replace(ServiceDescriptor.Singleton<IBatchApplication>(new FaultyApplication(world)));
    }

    private sealed class FaultyApplication(HostWorld world) : IBatchApplication
    {
        public DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch) =>
            batch.Sequence > component.AppliedThrough(batch.JournalId) && world.ApplyThrows(batch)
            ? throw new InvalidOperationException("made to fail")
            : component.Apply(batch);
    }
}
