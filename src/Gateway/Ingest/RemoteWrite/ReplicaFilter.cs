using System.Text;
using Plimsoll.Configuration;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Says of each series of a request whether its server counts; asks once for the many that come from one. Not thread-safe.</summary>
internal sealed class ReplicaFilter(HighAvailabilityOptions options, HaTracker tracker, KeyedHash hash)
{
    private readonly byte[] _clusterLabel = Encoding.UTF8.GetBytes(options.ClusterLabel);
    private readonly byte[] _replicaLabel = Encoding.UTF8.GetBytes(options.ReplicaLabel);
    private (ulong Cluster, ulong Replica, HaVerdict Verdict)? _last;

    /// <summary>Begins a request: who is elected may have changed since the one before.</summary>
    public void Begin() => _last = null;

    /// <summary>A series without both labels comes from a server that stands alone.</summary>
    public HaVerdict Judge(SeriesLabels labels)
    {
        var cluster = labels.Find(_clusterLabel);
        var replica = labels.Find(_replicaLabel);
        if (cluster.IsEmpty || replica.IsEmpty)
            return HaVerdict.Elected;
        var (clusterHash, replicaHash) = (hash.Hash64(cluster), hash.Hash64(replica));
        if (_last is not { } last || last.Cluster != clusterHash || last.Replica != replicaHash)
            _last = last = (clusterHash, replicaHash, tracker.Judge(clusterHash, replicaHash));
        return last.Verdict;
    }
}
