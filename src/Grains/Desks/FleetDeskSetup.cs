using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.ComponentHost.Alerts;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Grains.Desks;

public static class FleetDeskSetup
{
    /// <summary>Makes a silo a candidate for the fleet's alert desk, and tells the desk what the components of the silo say.</summary>
    /// <param name="store">Of the desk's state; all silos share it, and it holds nothing else.</param>
    /// <param name="clock">The desk's clock, where it is not the process's.</param>
    public static ISiloBuilder AddFleetDesk(
        this ISiloBuilder silo, Func<IServiceProvider, ICheckpointStore> store, Func<ChannelSettings, PlimsollOptions, TimeProvider, INotifier> notifier,
        TimeProvider? clock = null)
    {
        silo.Services.AddDeskHost(store, notifier, clock).AddAlertExecutor();
        silo.Services.AddSingleton<AlertDeskClient>().AddSingleton<IAlertDesk>(s => new GrainAlertDesk(s.GetRequiredService<IGrainFactory>()));
        return silo.AddGrainService<AlertDeskService>();
    }
}
