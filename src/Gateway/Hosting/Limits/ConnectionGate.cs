using System.Net;
using System.Net.Sockets;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Limits;

/// <summary>Counts connections, in all and by address, so that one address cannot take every place.</summary>
internal sealed class ConnectionGate(ServerOptions options)
{
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _byNetwork = [];
    private int _all;

    public int Count => Volatile.Read(ref _all);

    /// <summary>Null when the connection may stand, and <see cref="Leave"/> must follow; else why not, as a metric's label.</summary>
    public string? Enter(IPAddress? address)
    {
        var network = NetworkOf(address);
        lock (_lock)
        {
            if (_all >= options.MaxConnections)
                return "max_connections";
            var here = _byNetwork.GetValueOrDefault(network);
            if (here >= options.MaxConnectionsPerAddress)
                return "max_connections_per_address";
            _byNetwork[network] = here + 1;
            _all++;
            return null;
        }
    }

    public void Leave(IPAddress? address)
    {
        var network = NetworkOf(address);
        lock (_lock)
        {
            _all--;
            if (--_byNetwork[network] == 0)
                _byNetwork.Remove(network);
        }
    }

    /// <summary>The IPv4 address, or the 64 bits of an IPv6 address that one subscriber is given as a whole.</summary>
    private static UInt128 NetworkOf(IPAddress? address)
    {
        if (address is null)
            return UInt128.Zero;
        Span<byte> bytes = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6)
            bytes[NetworkBytes..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
