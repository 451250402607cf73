using System.Net;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Limits;

namespace Plimsoll.Gateway.Tests.Hosting.Limits;

public class ConnectionGateTests
{
    private readonly ConnectionGate _gate = new(new ServerOptions { MaxConnections = 3, MaxConnectionsPerAddress = 2 });

    [Fact]
    public void One_address_cannot_take_every_place()
    {
        Assert.Null(Enter("10.0.0.1"));
        Assert.Null(Enter("::ffff:10.0.0.1"));
        Assert.Equal("max_connections_per_address", Enter("10.0.0.1"));
        Assert.Null(Enter("10.0.0.2"));
        Assert.Equal("max_connections", Enter("10.0.0.3"));
        Assert.Equal(3, _gate.Count);
    }

    [Fact]
    public void A_place_that_is_left_is_free()
    {
        Enter("10.0.0.1");
        Enter("10.0.0.1");
        _gate.Leave(IPAddress.Parse("10.0.0.1"));

        Assert.Null(Enter("10.0.0.1"));
        Assert.Equal(2, _gate.Count);
    }

    [Fact]
    public void A_network_of_64_bits_counts_as_one_address()
    {
        Assert.Null(Enter("2001:db8::1"));
        Assert.Null(Enter("2001:db8::ffff:1"));
        Assert.Equal("max_connections_per_address", Enter("2001:db8::2"));
        Assert.Null(Enter("2001:db8:0:1::1"));
    }

    private string? Enter(string address) => _gate.Enter(IPAddress.Parse(address));
}
