using System.Security.Cryptography;
using Amazon.Runtime;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>How services are reached: as whom, where, and with how much patience.</summary>
/// <param name="Credentials">Asked before each call, so that keys which end are renewed; null where a key bears its own authority.</param>
internal sealed record AwsConnection(HttpMessageInvoker Http, AWSCredentials? Credentials, string Region, TimeProvider Time)
{
    public const string UserAgent = "plimsoll";

    /// <summary>In place of the service's public one.</summary>
    public Uri? Address { get; init; }

    /// <summary>In place of a signature.</summary>
    public Func<string>? BearerKey { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>1 where the caller retries, since it pays for each.</summary>
    public int MaxAttempts { get; init; } = RetryRules.MaxAttempts;

    /// <summary>From 0 to 1, anew at each call.</summary>
    public Func<double> Jitter { get; init; } = () => RandomNumberGenerator.GetInt32(0, 1_000_001) / 1e6;

    public IAwsAuthorization Authorization(AwsService service) =>
        BearerKey is { } reveal ? new BearerKey(reveal)
        : Credentials is { } credentials ? new SigV4(credentials, service, Region)
        : throw new InvalidOperationException("A connection needs credentials or a key");
}
