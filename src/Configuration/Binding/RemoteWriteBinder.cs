using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The <c>remote_write</c> section: labels that name things, and servers that write the same.</summary>
internal static class RemoteWriteBinder
{
    private const int MaxLabels = 32;
    private const int MaxLabelLength = 128;

    public static RemoteWriteOptions Bind(Section section, RemoteWriteOptions defaults)
    {
        var bound = new RemoteWriteOptions
        {
            ComponentLabels = section.ReadList("component_labels", defaults.ComponentLabels, MaxLabels, Texts.UpTo(MaxLabelLength)),
            CopyLabels = section.ReadList("copy_labels", defaults.CopyLabels, MaxLabels, Texts.UpTo(MaxLabelLength)),
            HighAvailability = HighAvailability(section.Child("ha"), defaults.HighAvailability),
        };
        section.Finish();
        return bound;
    }

    private static HighAvailabilityOptions HighAvailability(Section section, HighAvailabilityOptions defaults)
    {
        var bound = new HighAvailabilityOptions
        {
            ClusterLabel = section.Read("cluster_label", defaults.ClusterLabel, Texts.UpTo(MaxLabelLength)),
            ReplicaLabel = section.Read("replica_label", defaults.ReplicaLabel, Texts.UpTo(MaxLabelLength)),
            FailoverTimeout = section.Read(
                "failover_timeout", defaults.FailoverTimeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
            MaxClusters = section.Read("max_clusters", defaults.MaxClusters, Numbers.Between(1, 1_000_000)),
        };
        if (bound.ClusterLabel == bound.ReplicaLabel)
            section.Fail("replica_label", $"is '{bound.ReplicaLabel}', and so is cluster_label; one label cannot tell servers apart and together");
        section.Finish();
        return bound;
    }
}
