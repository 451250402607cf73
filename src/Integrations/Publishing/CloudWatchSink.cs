using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>Amazon CloudWatch by PutMetricData.</summary>
internal sealed class CloudWatchSink(CloudWatchSettings settings, CloudWatchClient client, string region) : IMinuteSink
{
    private const string Action = "cloudwatch:PutMetricData";

    private readonly DatumPacker _packer = new(settings);

    public IReadOnlyList<PublishCall> Pack(IReadOnlyList<PublishedMinute> minutes) => _packer.Pack(minutes);

    public async Task<PublishOutcome> SendAsync(PublishCall call, CancellationToken cancellationToken)
    {
        var result = await client.PutMetricDataAsync(call.Body.ToArray(), cancellationToken).ConfigureAwait(false);
        return result is AwsResult<AwsResponse>.Failed failed ? Outcome(failed.Failure) : new PublishOutcome.Done();
    }

    private PublishOutcome Outcome(AwsFailure failure)
    {
        if (AwsAdvice.For(failure, Action, region) is { } advice)
            return new PublishOutcome.Refused(failure.Code, advice);
        if (failure.ClockMoved)
            return new PublishOutcome.Later(failure.Code, TimeSpan.Zero, MayCount: false);
        if (RetryRules.IsThrottling(failure))
            return new PublishOutcome.Later(failure.Code, failure.RetryAfter, MayCount: false);
        if (RetryRules.IsTransient(failure) || failure.Status is < 400 or >= 500)
            return new PublishOutcome.Later(failure.Code, failure.RetryAfter, MayCount(failure));
        return new PublishOutcome.Rejected(failure.Code, failure.Message);
    }

    /// <summary>An answer that never came, or that says the service stumbled, does not tell whether it had counted.</summary>
    private static bool MayCount(AwsFailure failure) => failure.Status is 0 or >= 500 && failure.Code != "tls";
}
