using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Hosting.Limits;

/// <summary>What was cut off or turned away, and by which limit.</summary>
internal sealed class LimitInstruments
{
    private readonly Counter<long> _connections;
    private readonly Counter<long> _timedOut;

    public LimitInstruments(IMeterFactory meters, ConnectionGate gate)
    {
        var meter = meters.Create("Plimsoll.Gateway");
        meter.CreateObservableGauge("plimsoll_gateway_connections", () => gate.Count, description: "Connections that stand.");
        _connections = meter.CreateCounter<long>("plimsoll_gateway_refused_connections_total", description: "Connections that were closed at once, by limit.");
        _timedOut = meter.CreateCounter<long>("plimsoll_gateway_timed_out_requests_total", description: "Requests that took longer than server.request_timeout.");
    }

    public void ConnectionRefused(string limit) => _connections.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void TimedOut() => _timedOut.Add(1);
}
