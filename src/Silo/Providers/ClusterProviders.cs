using Plimsoll.Configuration;

namespace Plimsoll.Silo.Providers;

internal static class ClusterProviders
{
    public static IClusterProvider Of(ClusterOptions options) => options.Provider switch
    {
        ClusterProvider.Localhost => new LocalhostProvider(),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "no such provider"),
    };
}
