namespace Plimsoll.Configuration.Tests.Binding;

public class ClusterBinderTests
{
    [Fact]
    public void Everything_of_a_cluster_may_be_set()
    {
        var cluster = Reading.Of(
            """
            cluster:
              role: silo
              provider: postgresql
              id: prod-eu
              advertised_address: 10.0.0.7
              silo_port: 12000
              gateway_port: 12001
              connection_string_env: PLIMSOLL_POSTGRES
              max_waiting_calls: 500
              shed_above_cpu_percent: 90
              drain_timeout: 90s
            """,
            ("PLIMSOLL_POSTGRES", "Host=db")).Options!.Cluster;
        var expected = new ClusterOptions
        {
            Role = ClusterRole.Silo,
            Provider = ClusterProvider.PostgreSql,
            Id = "prod-eu",
            AdvertisedAddress = "10.0.0.7",
            SiloPort = 12000,
            GatewayPort = 12001,
            ConnectionString = "Host=db",
            MaxWaitingCalls = 500,
            ShedAboveCpuPercent = 90,
            DrainTimeout = TimeSpan.FromSeconds(90),
        };
        Assert.Equal(expected, cluster);
    }

    [Theory]
    [InlineData("role: captain", "'captain' is not one of silo, gateway, both")]
    [InlineData("provider: zookeeper", "'zookeeper' is not one of localhost, postgresql, dynamodb")]
    [InlineData("provider: postgresql", "is missing; provider postgresql needs the environment variable that holds the connection string")]
    [InlineData("provider: dynamodb", "is missing; provider dynamodb needs a region or an endpoint")]
    [InlineData("silo_port: 30000", "is silo_port too; each needs its own")]
    [InlineData("id: a b", "'a b' is not 1 to 64 letters, digits, - and _")]
    [InlineData("advertised_address: 'no host'", "'no host' is no host name and no IP address")]
    [InlineData("connection_string_env: NOT_SET", "names an environment variable that is not set")]
    public void What_is_wrong_is_named(string line, string message) =>
        Assert.Contains(Reading.Of($"cluster:\n  {line}\n").Errors, e => e.Message == message);

    [Fact]
    public void Connection_string_is_never_shown()
    {
        var settings = Reading.Of(
            "cluster:\n  provider: postgresql\n  connection_string_env: PLIMSOLL_POSTGRES\n", ("PLIMSOLL_POSTGRES", "Password=hush")).Settings;
        Assert.DoesNotContain(settings, s => s.Value.Contains("hush", StringComparison.Ordinal));
    }
}
