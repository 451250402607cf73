using Amazon;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>A service as its addresses and its signatures call it.</summary>
internal sealed record AwsService(string SigningName, string HostPrefix)
{
    public static readonly AwsService CloudWatch = new("monitoring", "monitoring");
    public static readonly AwsService Bedrock = new("bedrock", "bedrock-runtime");
    public static readonly AwsService SageMakerRuntime = new("sagemaker", "runtime.sagemaker");
    public static readonly AwsService Sns = new("sns", "sns");

    /// <summary>Its public address, in the region's own partition.</summary>
    public Uri Address(string region) => new($"https://{HostPrefix}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
}
