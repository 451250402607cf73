using System.Net;
using Orleans.Configuration;
using Plimsoll.Silo.Hosting;

namespace Plimsoll.Cluster.Tests.Hosting;

public class EndpointsTests
{
    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData("10.0.0.7", "10.0.0.7")]
    public void Address_is_the_one_that_is_told_or_this_machine_alone(string? told, string address)
    {
        var options = Configure(told);
        Assert.Equal(IPAddress.Parse(address), options.AdvertisedIPAddress);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 12000), options.SiloListeningEndpoint);
    }

    [Fact]
    public void Own_address_is_what_the_machines_name_resolves_to() =>
        Assert.Contains(Configure("auto").AdvertisedIPAddress, Dns.GetHostAddresses(Dns.GetHostName()));

    private static EndpointOptions Configure(string? told)
    {
        var options = new EndpointOptions();
        Endpoints.Configure(options, new Configuration.ClusterOptions { AdvertisedAddress = told, SiloPort = 12000 });
        return options;
    }
}
