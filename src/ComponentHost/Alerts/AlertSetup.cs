using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Configuration;
using Plimsoll.Effects;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost.Alerts;

public static class AlertSetup
{
    private const string StoreKey = "alerts";

    /// <summary>The alert desk in this process, for a process that is the whole fleet.</summary>
    /// <param name="store">Makes the store of the desk's state, which holds nothing else.</param>
    /// <param name="notifier">Makes the notifier of a channel.</param>
    public static IServiceCollection AddAlertDesk(
        this IServiceCollection services, Func<IServiceProvider, ICheckpointStore> store, Func<ChannelSettings, PlimsollOptions, TimeProvider, INotifier> notifier)
    {
        services.AddSingleton<AlertEvents>();
        services.AddKeyedSingleton(StoreKey, (s, _) => store(s));
        services.AddSingleton(s => Make(s, notifier));
        services.AddSingleton<IAlertDesk>(s => s.GetRequiredService<DeskHost>());
        services.AddSingleton<IEffectExecutor, AlertExecutor>();
        return services.AddHostedService(s => s.GetRequiredService<DeskHost>());
    }

    private static DeskHost Make(IServiceProvider services, Func<ChannelSettings, PlimsollOptions, TimeProvider, INotifier> notifier)
    {
        var (options, time) = (services.GetRequiredService<PlimsollOptions>(), services.GetRequiredService<TimeProvider>());
        var channels = options.Alerts.Channels;
        return new([.. channels.Select(c => c.Policy)], [.. channels.Select(c => notifier(c, options, time))], new(() => services.GetRequiredKeyedService<ICheckpointStore>(StoreKey)), time, services.GetRequiredService<AlertEvents>());
    }
}
