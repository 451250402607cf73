using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Configuration;
using Plimsoll.Effects;
using Plimsoll.Fleet;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost.Alerts;

public static class AlertSetup
{
    private const string StoreKey = "alerts";

    /// <summary>Tells the alert desk, wherever it is (<see cref="IAlertDesk"/>), what components say.</summary>
    public static IServiceCollection AddAlertExecutor(this IServiceCollection services) => services.AddSingleton<IEffectExecutor, AlertExecutor>();

    /// <summary>The alert desk in this process, while it holds the lease.</summary>
    /// <param name="store">Makes the store of the desk's state, which holds nothing else.</param>
    /// <param name="notifier">Makes the notifier of a channel.</param>
    /// <param name="clock">The desk's clock, where it is not the process's.</param>
    public static IServiceCollection AddDeskHost(
        this IServiceCollection services, Func<IServiceProvider, ICheckpointStore> store, Func<ChannelSettings, PlimsollOptions, TimeProvider, INotifier> notifier,
        TimeProvider? clock = null)
    {
        services.AddSingleton<AlertEvents>();
        services.AddKeyedSingleton(StoreKey, (s, _) => store(s));
        services.AddSingleton(s => Make(s, notifier, clock ?? s.GetRequiredService<TimeProvider>()));
        return services.AddHostedService(s => s.GetRequiredService<DeskHost>());
    }

    private static DeskHost Make(IServiceProvider services, Func<ChannelSettings, PlimsollOptions, TimeProvider, INotifier> notifier, TimeProvider time)
    {
        var options = services.GetRequiredService<PlimsollOptions>();
        var channels = options.Alerts.Channels;
        return new([.. channels.Select(c => c.Policy)], [.. channels.Select(c => notifier(c, options, time))], new(() => services.GetRequiredKeyedService<ICheckpointStore>(StoreKey)), services.GetRequiredService<IFleetLease>(), time, services.GetRequiredService<AlertEvents>());
    }
}
