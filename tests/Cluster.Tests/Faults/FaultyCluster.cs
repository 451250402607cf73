using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Plimsoll.Configuration;
using Plimsoll.Contract.Hosting;
using Plimsoll.Fleet;
using Plimsoll.Grains;
using Plimsoll.Grains.Serialization;
using Plimsoll.Silo.Hosting;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Three silos by the real clock, which save every half second into a store that outlives them.</summary>
internal sealed class FaultyCluster : IAsyncDisposable
{
    private const short Silos = 3;

    private InProcessTestCluster _cluster;

    private FaultyCluster() => _cluster = Build();

    public MemoryStore Store { get; } = new();

    /// <summary>What the store of the leases holds.</summary>
    public MemoryStore Leases { get; } = new();

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Running => _cluster.Silos;

    public static async Task<FaultyCluster> StartAsync()
    {
        var made = new FaultyCluster();
        await made._cluster.DeployAsync();
        return made;
    }

    /// <summary>Kills one silo without a word and starts another in its place.</summary>
    public async Task ReplaceASiloAsync()
    {
        await _cluster.KillSiloAsync(_cluster.Silos[^1]);
        await _cluster.StartAdditionalSiloAsync();
    }

    public Task KillAsync(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    public IFleetLease LeaseOf(InProcessSiloHandle silo) => _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IFleetLease>();

    public async Task KillAllAndStartAsync()
    {
        foreach (var silo in _cluster.Silos.ToList())
            await _cluster.KillSiloAsync(silo);
        await _cluster.DisposeAsync();
        _cluster = Build();
        await _cluster.DeployAsync();
    }

    public async Task StopASiloInGoodOrderAsync()
    {
        await _cluster.StopSiloAsync(_cluster.Silos[^1]);
        await _cluster.StartAdditionalSiloAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private InProcessTestCluster Build()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<Orleans.Configuration.ClusterMembershipOptions>(Detection.Configure);
            silo.AddPlimsollGrains();
            silo.Services.AddSingleton(new PlimsollOptions { Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromMilliseconds(500) } });
            silo.Services.AddSingleton<ICheckpointStore>(Store);
            silo.Services.AddSingleton<ILeaseStore>(new CheckpointLeaseStore(Leases)).AddSingleton(new LeaseSettings(DurationMs: 3_000));
        });
        builder.ConfigureClient(client => client.Services.AddPlimsollSerialization());
        return builder.Build();
    }
}
