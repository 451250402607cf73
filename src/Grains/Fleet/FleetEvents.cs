using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Plimsoll.Grains.Fleet;

/// <summary>What happens to the fleet's roll-up, as metrics and log lines.</summary>
public sealed partial class FleetEvents
{
    private readonly ILogger<FleetEvents> _logger;
    private readonly Counter<long> _silent;
    private readonly Counter<long> _asleep;

    public FleetEvents(IMeterFactory meters, ILogger<FleetEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _asleep = meter.CreateCounter<long>(
            "plimsoll_gateway_fleet_components_silent", description: "Components left out of an answer about the fleet because they did not come to life.");
        _silent = meter.CreateCounter<long>(
            "plimsoll_gateway_fleet_silos_silent", description: "Silos left out of an answer about the fleet because they did not say what they host.");
    }

    public void RosterSilent(Exception trouble)
    {
        _silent.Add(1);
        SiloSilent(trouble);
    }

    public void ComponentSilent(string component, Exception trouble)
    {
        _asleep.Add(1);
        ComponentAsleep(trouble, component);
    }

    [LoggerMessage(LogLevel.Warning, "Component {Component} did not come to life and is left out of the fleet's answer")]
    private partial void ComponentAsleep(Exception trouble, string component);

    [LoggerMessage(LogLevel.Warning, "A silo did not say which components it hosts and is left out of the fleet's answer")]
    private partial void SiloSilent(Exception trouble);
}
