using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>Makes what the settings describe.</summary>
public static class SinkFactory
{
    private const int Connections = 2;

    /// <exception cref="ArgumentException">No region is known.</exception>
    public static IMinuteSink Make(CloudWatchSettings settings, TimeProvider time) => settings.EmbeddedMetrics switch
    {
        null => Service(settings, time),
        CloudWatchSettings.StandardOutput => new EmbeddedMetricSink(settings, Console.OpenStandardOutput),
        var path => new EmbeddedMetricSink(settings, () => RotatedFile.Open(path, RotatedFile.MostBytes)),
    };

    private static CloudWatchSink Service(CloudWatchSettings settings, TimeProvider time)
    {
        var region = AwsIdentity.Region(settings.Region, settings.Profile)
            ?? throw new ArgumentException("cloudwatch.region is missing, and neither AWS_REGION nor a profile names one", nameof(settings));
        // One attempt: the publisher retries itself, and counts what may have been counted twice.
        var connection = new AwsConnection(BoundedHttp.Client(Connections), AwsIdentity.Credentials(settings.Profile), region, time)
        {
            Address = settings.Endpoint,
            Timeout = settings.Timeout,
            MaxAttempts = 1,
        };
        return new(settings, new CloudWatchClient(connection), region);
    }
}
