using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>Who was turned away and why. Clients are named by the configuration, so their number is bounded.</summary>
internal sealed class AccessInstruments
{
    private readonly Counter<long> _denied;

    public AccessInstruments(IMeterFactory meters, Sessions sessions)
    {
        var meter = meters.Create("Plimsoll.Gateway");
        _denied = meter.CreateCounter<long>("plimsoll_gateway_denied_requests_total", description: "Requests turned away for want of a key, a scope or a rate.");
        meter.CreateObservableGauge("plimsoll_gateway_sessions", () => sessions.Count, description: "Sign-ins of the console that were not signed out.");
    }

    /// <param name="client">Empty when no known key came with the request.</param>
    public void Denied(string reason, string client) => _denied.Add(1, new("reason", reason), new("client", client));
}
