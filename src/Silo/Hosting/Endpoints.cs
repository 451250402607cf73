using System.Net;
using Orleans.Configuration;

namespace Plimsoll.Silo.Hosting;

/// <summary>Where a silo listens, and what it tells the others. Without an address of its own it stays on this machine.</summary>
internal static class Endpoints
{
    public static void Configure(EndpointOptions options, Configuration.ClusterOptions cluster)
    {
        options.SiloPort = cluster.SiloPort;
        options.GatewayPort = cluster.GatewayPort;
        options.AdvertisedIPAddress = cluster.AdvertisedAddress is { } address ? Resolve(address) : IPAddress.Loopback;
        options.SiloListeningEndpoint = new IPEndPoint(options.AdvertisedIPAddress, cluster.SiloPort);
        options.GatewayListeningEndpoint = new IPEndPoint(options.AdvertisedIPAddress, cluster.GatewayPort);
    }

    /// <exception cref="ArgumentException">The name has no address.</exception>
    private static IPAddress Resolve(string address)
    {
        var name = address == Configuration.ClusterOptions.OwnAddress ? Dns.GetHostName() : address;
        var found = IPAddress.TryParse(name, out var parsed) ? [parsed] : Dns.GetHostAddresses(name);
        return found.Length > 0 ? found[0] : throw new ArgumentException($"cluster.advertised_address: '{address}' has no address", nameof(address));
    }
}
