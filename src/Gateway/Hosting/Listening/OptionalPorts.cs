using System.Net;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Ports without which the gateway starts all the same when another program has taken them.</summary>
public sealed record OptionalPorts(IReadOnlySet<int> Ports)
{
    /// <param name="addresses">Addresses that were not asked for; null and what is no address count for nothing.</param>
    public static OptionalPorts Of(params IEnumerable<string?> addresses) =>
        new(addresses.Select(a => a is null ? null : ListenAddress.TryParse(a)).OfType<ListenAddress>().Select(a => a.Port).ToHashSet());

    public bool Contains(EndPoint endpoint) => endpoint is IPEndPoint { Port: > 0 } ip && Ports.Contains(ip.Port);
}
