using Microsoft.Extensions.DependencyInjection;
using Plimsoll.ComponentHost;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Grains.Fleet;
using Plimsoll.Grains.Serialization;

namespace Plimsoll.Grains;

public static class GrainsSetup
{
    /// <summary>Lets a silo host components. The caller adds clustering, reminders, options, the checkpoint store and that of the leases.</summary>
    /// <param name="clock">The components' clock, where it is not the process's.</param>
    public static ISiloBuilder AddPlimsollGrains(this ISiloBuilder silo, TimeProvider? clock = null)
    {
        silo.Services.AddPlimsollSerialization();
        silo.Services.AddSingleton<SiloResidents>().AddSingleton<IResidents>(s => s.GetRequiredService<SiloResidents>());
        silo.Services.AddSingleton<IRedelivery, GatewaysRedeliver>().AddSingleton<IClockStart, ClockStartsAtOnce>();
        silo.Services.AddSingleton<RosterClient>().AddSingleton<Neighbours>().AddSingleton<FleetEvents>();
        silo.Services.AddComponentHost(clock);
        silo.Services.AddFleetLeases();
        return silo.AddGrainService<RosterService>();
    }

    /// <summary>Journals are with the gateways: each compares what it was acknowledged with the component's watermark, and delivers again.</summary>
    private sealed class GatewaysRedeliver : IRedelivery
    {
        public void Ask(string component) { }
    }

    private sealed class ClockStartsAtOnce : IClockStart
    {
        public Task Opened => Task.CompletedTask;
    }
}
