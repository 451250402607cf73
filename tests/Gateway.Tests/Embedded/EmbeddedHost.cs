using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Plimsoll.Alerting.Desk;
using Plimsoll.ComponentHost;
using Plimsoll.ComponentHost.Alerts;
using Plimsoll.Components;
using Plimsoll.Contract.Hosting;
using Plimsoll.Effects;
using Plimsoll.Gateway.Embedded;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Funds;

namespace Plimsoll.Gateway.Tests.Embedded;

/// <summary>The embedded components on a contract's world, without journal or HTTP.</summary>
internal sealed class EmbeddedHost : IComponentHost
{
    private readonly SeverableStore _store;
    private readonly SeverableStore _desks;
    private readonly ServiceProvider _services;
    private bool _stopped;

    private EmbeddedHost(HostWorld world)
    {
        _store = new SeverableStore(world.Store);
        _desks = new SeverableStore(world.Desks);
        var services = new ServiceCollection().AddLogging().AddMetrics();
        services.AddSingleton<TimeProvider>(world.Clock).AddSingleton<RecoveryGate>().AddSingleton<JournalHandle>().AddSingleton<RedeliveryRequests>();
        services.AddSingleton(world.Options);
        services.AddEmbeddedComponents();
        services.Replace(ServiceDescriptor.Singleton<ICheckpointStore>(_store));
        services.Replace(ServiceDescriptor.Singleton<IFundsStore>(new CheckpointFundsStore(world.Funds)));
        // The last is that of rollbacks, the first that of changes of state.
        services.Remove(services.Last(s => s.ServiceType == typeof(IEffectExecutor)));
        services.Replace(ServiceDescriptor.Singleton<IEffectExecutor>(world.Effects));
        services.AddSingleton<IEffectExecutor>(world.Rollbacks);
        services.Replace(ServiceDescriptor.Singleton<IBatchApplication>(new FaultyApplication(world)));
        services.AddDeskHost(_ => _desks, (_, _, _) => world.Receiver).AddSingleton<IAlertDesk>(s => s.GetRequiredService<DeskHost>()).AddAlertExecutor();
        _services = services.BuildServiceProvider();
    }

    public IComponentDirectory Components => _services.GetRequiredService<IComponentDirectory>();

    public IAlertDesk Desk => _services.GetRequiredService<IAlertDesk>();

    public static async Task<IComponentHost> StartAsync(HostWorld world)
    {
        var host = new EmbeddedHost(world);
        foreach (var service in host._services.GetServices<IHostedService>())
            await service.StartAsync(default);
        host._services.GetRequiredService<RecoveryGate>().Open();
        return host;
    }

    public async Task StopAsync()
    {
        _stopped = true;
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StopAsync(default);
    }

    /// <summary>Unless stopped before, a kill: nothing reaches the store any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            _store.Sever();
            _desks.Sever();
            await StopAsync();
        }
        await _services.DisposeAsync();
    }

    private sealed class FaultyApplication(HostWorld world) : IBatchApplication
    {
        public DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch) =>
            batch.Sequence > component.AppliedThrough(batch.JournalId) && world.ApplyThrows(batch)
            ? throw new InvalidOperationException("made to fail")
            : component.Apply(batch);
    }
}
