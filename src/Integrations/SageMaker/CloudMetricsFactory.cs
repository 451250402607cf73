using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.SageMaker;

namespace Plimsoll.Integrations.SageMaker;

/// <summary>Makes what reads the metrics of CloudWatch.</summary>
public static class CloudMetricsFactory
{
    private const int Connections = 2;

    /// <exception cref="ArgumentException">No region is known.</exception>
    public static ICloudMetrics Make(SageMakerSettings settings, TimeProvider time)
    {
        var region = AwsIdentity.Region(settings.Region, settings.Profile)
            ?? throw new ArgumentException("sagemaker.region is missing, and neither AWS_REGION nor a profile names one", nameof(settings));
        var connection = new AwsConnection(BoundedHttp.Client(Connections), AwsIdentity.Credentials(settings.Profile), region, time)
        {
            Address = settings.Endpoint,
            Timeout = settings.Timeout,
        };
        return new CloudMetrics(new CloudWatchClient(connection), region);
    }
}
