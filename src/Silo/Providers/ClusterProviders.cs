using Plimsoll.Configuration;

namespace Plimsoll.Silo.Providers;

internal static class ClusterProviders
{
    public static IClusterProvider Of(ClusterOptions options) => options.Provider switch
    {
        ClusterProvider.Localhost => new LocalhostProvider(),
        ClusterProvider.PostgreSql => new PostgreSqlProvider(),
        ClusterProvider.DynamoDb => new DynamoDbProvider(),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "no such provider"),
    };
}
