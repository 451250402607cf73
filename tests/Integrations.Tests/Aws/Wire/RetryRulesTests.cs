using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Tests.Aws.Wire;

public class RetryRulesTests
{
    [Theory]
    [InlineData("ThrottlingException", 400, true, false)]
    [InlineData("Throttling", 400, true, false)]
    [InlineData("http_429", 429, true, false)]
    [InlineData("InternalServiceFault", 500, false, true)]
    [InlineData("ServiceUnavailable", 503, false, true)]
    [InlineData("timeout", 0, false, true)]
    [InlineData(AwsFailure.NoCredentials, 0, false, false)]
    [InlineData("ValidationException", 400, false, false)]
    [InlineData("AccessDeniedException", 403, false, false)]
    [InlineData("http_413", 413, false, false)]
    public void What_the_official_sdk_retries_is_retried(string code, int status, bool throttling, bool transient)
    {
        var failure = new AwsFailure(code, status);

        Assert.Equal((throttling, transient), (RetryRules.IsThrottling(failure), RetryRules.IsTransient(failure)));
    }

    [Theory]
    [InlineData("InternalFailure", 500, 1, 1, null, 100)]
    [InlineData("InternalFailure", 500, 2, 1, null, 200)]
    [InlineData("InternalFailure", 500, 2, 0.5, null, 100)]
    [InlineData("ThrottlingException", 429, 1, 1, null, 500)]
    [InlineData("ThrottlingException", 429, 30, 1, null, 20_000)]
    [InlineData("ThrottlingException", 429, 1, 0, 3, 3_000)]
    [InlineData("ThrottlingException", 429, 1, 0, 3_600, 20_000)]
    public void The_wait_doubles_with_full_jitter_and_is_not_shorter_than_asked(
        string code, int status, int failures, double jitter, int? retryAfterSeconds, int milliseconds)
    {
        var failure = new AwsFailure(code, status) { RetryAfter = retryAfterSeconds is { } s ? TimeSpan.FromSeconds(s) : null };

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), RetryRules.Delay(failure, failures, jitter));
    }
}
