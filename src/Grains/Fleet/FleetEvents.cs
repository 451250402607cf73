using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Plimsoll.ComponentHost;

namespace Plimsoll.Grains.Fleet;

/// <summary>What happens to the fleet's roll-up, as metrics and log lines.</summary>
public sealed partial class FleetEvents(IMeterFactory meters, ILogger<FleetEvents> logger)
{
    private readonly Tally _silent = new(meters, "plimsoll_gateway_fleet_silos_silent", "Silos left out of an answer about the fleet because they did not say what they host.");
    private readonly Tally _asleep = new(meters, "plimsoll_gateway_fleet_components_silent", "Components left out of an answer about the fleet because they did not come to life.");

    public void RosterSilent(Exception trouble)
    {
        _silent.One();
        SiloSilent(trouble);
    }

    public void ComponentSilent(string component, Exception trouble)
    {
        _asleep.One();
        ComponentAsleep(trouble, component);
    }

    [LoggerMessage(LogLevel.Warning, "Component {Component} did not come to life and is left out of the fleet's answer")]
    private partial void ComponentAsleep(Exception trouble, string component);

    [LoggerMessage(LogLevel.Warning, "A silo did not say which components it hosts and is left out of the fleet's answer")]
    private partial void SiloSilent(Exception trouble);
}
