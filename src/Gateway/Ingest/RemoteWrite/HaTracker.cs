using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Which server of a cluster counts.</summary>
internal enum HaVerdict
{
    Elected,
    OtherReplica,
    TooManyClusters,
}

/// <summary>
/// Elects one server of each cluster of Prometheus servers with the same targets: the first that writes, and another
/// when it has been silent. Forgotten with a restart, which is harmless: the next to write is elected, and what both
/// have sent carries the same timestamps and cumulative values. Safe from any thread.
/// </summary>
internal sealed class HaTracker(HighAvailabilityOptions options, TimeProvider time)
{
    /// <summary>A cluster that was silent for so many time-outs makes room for a new one.</summary>
    private const int ForgottenAfterTimeouts = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, (ulong Replica, long At)> _elected = [];

    /// <summary>Clusters followed at present.</summary>
    public int Clusters
    {
        get
        {
            lock (_lock)
                return _elected.Count;
        }
    }

    /// <summary>Elections of another server than before.</summary>
    public long Failovers { get; private set; }

    /// <param name="cluster">Keyed hash of the cluster's name.</param>
    /// <param name="replica">Keyed hash of the server's name.</param>
    public HaVerdict Judge(ulong cluster, ulong replica)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (!_elected.TryGetValue(cluster, out var elected))
                return HasRoom() ? Elect(cluster, replica, now) : HaVerdict.TooManyClusters;
            if (elected.Replica == replica)
                return Elect(cluster, replica, now);
            if (time.GetElapsedTime(elected.At, now) < options.FailoverTimeout)
                return HaVerdict.OtherReplica;
            Failovers++;
            return Elect(cluster, replica, now);
        }
    }

    private HaVerdict Elect(ulong cluster, ulong replica, long now)
    {
        _elected[cluster] = (replica, now);
        return HaVerdict.Elected;
    }

    private bool HasRoom()
    {
        if (_elected.Count < options.MaxClusters)
            return true;
        foreach (var (cluster, elected) in _elected)
        {
            if (time.GetElapsedTime(elected.At) >= options.FailoverTimeout * ForgottenAfterTimeouts)
                _elected.Remove(cluster);
        }
        return _elected.Count < options.MaxClusters;
    }
}
