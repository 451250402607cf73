using Orleans.Configuration;

namespace Plimsoll.Silo.Hosting;

/// <summary>
/// How fast a silo that went without a word is given up: three probes of a second missed, and two silos that say so. Orleans'
/// own values take 12 to 16 seconds.
/// </summary>
internal static class Detection
{
    /// <summary>
    /// A call on its way to a silo that died waits as long for its answer. Its outcome is not known then, and a component's
    /// watermark makes its repetition harmless.
    /// </summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    public static void Configure(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = ProbeTimeout;
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
    }
}
