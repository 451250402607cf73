using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Integrations.Judges;

/// <summary>What Bedrock means by an error.</summary>
internal static class BedrockRefusal
{
    /// <summary>
    /// The one thing that is told by a message: the type of the error is ThrottlingException, be it for a second or for the
    /// rest of the day.
    /// </summary>
    private const string DailyQuota = "Too many tokens per day";

    public static JudgeOutcome Of(AwsFailure failure, TimeProvider time)
    {
        if (failure.Code == AwsFailure.Unreadable || failure.Code == AwsFailure.TooLong)
            return new JudgeOutcome.Malformed();
        if (RetryRules.IsThrottling(failure))
        {
            return failure.Message.Contains(DailyQuota, StringComparison.OrdinalIgnoreCase)
                ? new JudgeOutcome.QuotaSpent(NextDay.Ms(time))
                : new JudgeOutcome.Throttled(failure.RetryAfter);
        }
        if (failure.Status == 503 && failure.RetryAfter is { } wait)
            return new JudgeOutcome.Throttled(wait);
        return failure.Code == AwsFailure.NoCredentials || failure.ClockMoved || failure.Status is 408 or 429 or >= 500 || RetryRules.IsTransient(failure)
            ? new JudgeOutcome.Unavailable(failure.Code)
            : new JudgeOutcome.Rejected(failure.Code);
    }
}
