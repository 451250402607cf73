using Plimsoll.Configuration;

namespace Plimsoll.Cli.Migrating;

internal static class MigrationTargets
{
    /// <summary>Null, with the reason, where the cluster has no database or cannot have this one.</summary>
    public static IMigrationTarget? Of(ClusterOptions cluster, out string unusable)
    {
        unusable = "cluster.provider is localhost, which keeps checkpoints as files: start the silo on the data directory instead";
        try
        {
            return cluster switch
            {
                { Provider: ClusterProvider.PostgreSql, ConnectionString: { } connection } => new PostgreSqlTarget(connection, cluster.Id),
                { Provider: ClusterProvider.DynamoDb, DynamoDb: { } service } => new DynamoDbTarget(service, cluster.Id),
                _ => null,
            };
        }
        catch (ArgumentException wrong)
        {
            unusable = $"cluster.connection_string_env: {wrong.Message}";
            return null;
        }
    }
}
