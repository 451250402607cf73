using Amazon.Runtime;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Integrations.SageMaker.Capture;

/// <summary>What the SDK throws, as an answer: what an operator must change, or what may pass.</summary>
internal static class S3Failures
{
    private static readonly string[] s_elsewhere = ["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"];

    /// <summary>Only the caller's own cancellation is an exception.</summary>
    public static bool IsOne(Exception failed, CancellationToken cancellation) =>
        failed is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        || (failed is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <param name="action">As an IAM policy names it.</param>
    public static CloudAnswer<T> Answer<T>(Exception failed, string action, string resource, CaptureSettings settings, string region)
    {
        if (failed is not AmazonServiceException { StatusCode: not 0 } service)
            return failed is AmazonClientException
                ? Refused<T>(new(AwsFailure.NoCredentials, 0), action, resource, region)
                : new CloudAnswer<T>.Later(failed is OperationCanceledException or TimeoutException ? "timeout" : "connection", null);
        var failure = new AwsFailure(service.ErrorCode ?? FormattableString.Invariant($"http_{(int)service.StatusCode}"), (int)service.StatusCode);
        if (failure.Code == "NoSuchBucket")
            return new CloudAnswer<T>.Refused(failure.Code, $"{action}: there is no bucket '{settings.Bucket}'; correct capture.{settings.Name}.s3");
        if (s_elsewhere.Contains(failure.Code))
            return new CloudAnswer<T>.Refused(failure.Code, $"{action}: the bucket '{settings.Bucket}' is not in {region}; correct capture.{settings.Name}.region");
        return AwsAdvice.For(failure, action, region, resource) is not null ? Refused<T>(failure, action, resource, region) : new CloudAnswer<T>.Later(failure.Code, null);
    }

    private static CloudAnswer<T>.Refused Refused<T>(AwsFailure failure, string action, string resource, string region) =>
        new(failure.Code, AwsAdvice.For(failure, action, region, resource)!);
}
