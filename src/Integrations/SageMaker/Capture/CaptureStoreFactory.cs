using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Integrations.SageMaker.Capture;

/// <summary>Makes what reads the place that the settings describe.</summary>
public static class CaptureStoreFactory
{
    /// <exception cref="ArgumentException">No region is known.</exception>
    public static ICaptureStore Make(CaptureSettings settings)
    {
        if (settings.Directory is { } folder)
            return new FolderCaptureStore(folder);
        var region = AwsIdentity.Region(settings.Region, settings.Profile)
            ?? throw new ArgumentException($"capture.{settings.Name}.region is missing, and neither AWS_REGION nor a profile names one", nameof(settings));
        return new S3CaptureStore(settings, new AmazonS3Client(AwsIdentity.Credentials(settings.Profile), Config(settings, region)), region);
    }

    private static AmazonS3Config Config(CaptureSettings settings, string region)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = region,
            Timeout = settings.Timeout,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = RetryRules.MaxAttempts - 1,
            ClientAppId = AwsConnection.UserAgent,
        };
        if (settings.Endpoint is { } address)
            (config.ServiceURL, config.ForcePathStyle) = (address.AbsoluteUri, true);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return config;
    }
}
