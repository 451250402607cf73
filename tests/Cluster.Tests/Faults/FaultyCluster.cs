using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Contract.Hosting;
using Plimsoll.Fleet;
using Plimsoll.Grains;
using Plimsoll.Grains.Serialization;
using Plimsoll.Silo.Gateways;
using Plimsoll.Silo.Hosting;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Three silos by the real clock, which save every half second into a store that outlives them.</summary>
internal sealed class FaultyCluster : IAsyncDisposable
{
    private const short Silos = 3;

    private readonly ConcurrentDictionary<string, Network> _networks = new();
    private readonly Action<ISiloBuilder> _configure;
    private readonly AlertOptions _alerts;
    private InProcessTestCluster _cluster;

    private FaultyCluster(FaultyStore? store, Action<ISiloBuilder>? configure, AlertOptions? alerts)
    {
        _alerts = alerts ?? new();
        Store = store ?? new FaultyStore();
        _configure = configure ?? (_ => { });
        _cluster = Build();
    }

    public FaultyStore Store { get; }

    /// <summary>What the store of the leases holds.</summary>
    public MemoryStore Leases { get; } = new();

    /// <summary>What silos that start from now on have for a store.</summary>
    public Func<ICheckpointStore, ICheckpointStore> StoreOfNewSilos { get; set; } = store => store;

    public IGrainFactory Grains => _cluster.Client;

    public IComponentDirectory Components => new GrainComponentDirectory(Grains);

    public IReadOnlyList<InProcessSiloHandle> Running => _cluster.Silos;

    /// <param name="store">Another cluster's, to share; null for one of its own.</param>
    /// <param name="configure">More of each silo.</param>
    public static async Task<FaultyCluster> StartAsync(FaultyStore? store = null, Action<ISiloBuilder>? configure = null, AlertOptions? alerts = null)
    {
        var made = new FaultyCluster(store, configure, alerts);
        await made._cluster.DeployAsync();
        return made;
    }

    public Task AddASiloAsync() => _cluster.StartAdditionalSiloAsync();

    /// <summary>Without a word.</summary>
    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <summary>In good order.</summary>
    public Task StopAsync(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    /// <summary>All of them, in good order.</summary>
    public Task StopAllAsync() => _cluster.StopAllSilosAsync();

    public async Task ReplaceASiloAsync()
    {
        await KillAsync(_cluster.Silos[^1]);
        await AddASiloAsync();
    }

    public async Task KillAllAndStartAsync()
    {
        foreach (var silo in _cluster.Silos.ToList())
            await _cluster.KillSiloAsync(silo);
        await _cluster.DisposeAsync();
        _cluster = Build();
        await _cluster.DeployAsync();
    }

    /// <summary>Commits every component as it is.</summary>
    public async Task SaveAsync()
    {
        foreach (var name in await Components.ListNamesAsync())
            await Components.Get(name).CheckpointAsync(Guid.Empty);
    }

    public void CutOff(InProcessSiloHandle silo) => _networks[silo.Name].Cut();

    public T Of<T>(InProcessSiloHandle silo)
        where T : notnull => silo.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.UseRealEnvironmentStatistics = true;
        builder.ConfigureSilo((options, silo) => Configure(silo, options.SiloName));
        builder.ConfigureClient(client =>
        {
            client.Services.AddPlimsollSerialization();
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = Detection.CallTimeout);
        });
        return builder.Build();
    }

    private void Configure(ISiloBuilder silo, string name)
    {
        silo.Configure<ClusterMembershipOptions>(Detection.Configure);
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = Detection.CallTimeout);
        var network = _networks[name] = new Network();
        silo.Configure<SiloConnectionOptions>(o =>
        {
            o.ConfigureSiloInboundConnection(network.Guard);
            o.ConfigureSiloOutboundConnection(network.Guard);
            o.ConfigureGatewayInboundConnection(network.Guard);
        });
        silo.AddPlimsollGrains();
        silo.Services.AddSingleton(new PlimsollOptions { Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromMilliseconds(500) }, Alerts = _alerts });
        silo.Services.AddSingleton(StoreOfNewSilos(Store));
        silo.Services.AddSingleton<ILeaseStore>(new CheckpointLeaseStore(Leases)).AddSingleton(new LeaseSettings(DurationMs: 3_000));
        _configure(silo);
    }
}
