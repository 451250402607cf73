namespace Plimsoll.Configuration.Tests.Binding;

public class RemoteWriteBinderTests
{
    [Fact]
    public void Labels_and_servers_are_bound()
    {
        var bound = Reading.Valid("""
            remote_write:
              component_labels: [deployment, model_name]
              copy_labels: node
              ha: { cluster_label: prometheus, replica_label: replica, failover_timeout: 1m, max_clusters: 5 }

            """).RemoteWrite;

        Assert.Equal(["deployment", "model_name"], bound.ComponentLabels);
        Assert.Equal(["node"], bound.CopyLabels);
        Assert.Equal(
            new HighAvailabilityOptions { ClusterLabel = "prometheus", ReplicaLabel = "replica", FailoverTimeout = TimeSpan.FromMinutes(1), MaxClusters = 5 },
            bound.HighAvailability);
    }

    [Theory]
    [InlineData("remote_write: { ha: { replica_label: cluster } }\n", "1:38 remote_write.ha.replica_label: is 'cluster', and so is cluster_label; one label cannot tell servers apart and together")]
    [InlineData("remote_write: { ha: { failover_timeout: 5ms } }\n", "1:41 remote_write.ha.failover_timeout: '5ms' is out of range; it may be 1s to 1h")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));
}
