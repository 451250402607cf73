using System.Net;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Ports without which the gateway starts all the same when another program has taken them.</summary>
public sealed record OptionalPorts(IReadOnlySet<int> Ports)
{
    public static readonly OptionalPorts None = new(new HashSet<int>());

    public bool Contains(EndPoint endpoint) => endpoint is IPEndPoint { Port: > 0 } ip && Ports.Contains(ip.Port);
}
