using Amazon;
using Amazon.DynamoDBv2;

namespace Plimsoll.Storage.Checkpoints.DynamoDb;

/// <summary>What the members of a cluster and its tools agree on: the service, and how a cluster's tables are named.</summary>
public static class DynamoDbConnection
{
    /// <summary>Credentials are found as the AWS SDK finds them.</summary>
    /// <param name="service">A region, or the URL of something that speaks the protocol.</param>
    public static AmazonDynamoDBClient Connect(string service) => service.Contains("://", StringComparison.Ordinal)
        ? new AmazonDynamoDBClient(new AmazonDynamoDBConfig { ServiceURL = service, AuthenticationRegion = "us-east-1" })
        : new AmazonDynamoDBClient(RegionEndpoint.GetBySystemName(service));

    /// <param name="what">Such as <c>checkpoints</c>.</param>
    public static string TableOf(string cluster, string what) => $"plimsoll-{cluster}-{what}";
}
