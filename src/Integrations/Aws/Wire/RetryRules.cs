using System.Net;
using Amazon.Runtime.Internal;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Which failures are tried again and how long to wait before: the standard retry mode of the official SDKs.</summary>
internal static class RetryRules
{
    public const int MaxAttempts = 3;

    private const double FirstDelayMs = 100;
    private const double FirstThrottledDelayMs = 500;
    private const double MostDelayMs = 20_000;

    /// <summary>A signature that was made by a clock which is this far from the service's fails for it.</summary>
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(4);

    private static readonly StandardRetryPolicy s_official = new(MaxAttempts - 1);

    private static readonly HashSet<string> s_skewed =
    [
        "AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
    ];

    public static bool IsThrottling(AwsFailure failure) => failure.Status == 429 || s_official.ThrottlingErrorCodes.Contains(failure.Code);

    public static bool IsTransient(AwsFailure failure) =>
        failure.IsUnknownOutcome
        || s_official.HttpStatusCodesToRetryOn.Contains((HttpStatusCode)failure.Status)
        || s_official.ErrorCodesToRetryOn.Contains(failure.Code)
        || s_official.TimeoutErrorCodesToRetryOn.Contains(failure.Code);

    /// <summary>Whether the service refused a signature because of the time on it.</summary>
    /// <param name="offset">Service's clock less the clock that signed.</param>
    public static bool IsSkewed(AwsFailure failure, TimeSpan offset) => s_skewed.Contains(failure.Code) && offset.Duration() > s_skew;

    /// <summary>Full jitter over a bound that doubles, and not before the service asked.</summary>
    /// <param name="failures">So far, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan Delay(AwsFailure failure, int failures, double jitter)
    {
        var first = IsThrottling(failure) ? FirstThrottledDelayMs : FirstDelayMs;
        var own = jitter * Math.Min(MostDelayMs, first * Math.Pow(2, failures - 1));
        var asked = Math.Min(MostDelayMs, failure.RetryAfter?.TotalMilliseconds ?? 0);
        return TimeSpan.FromMilliseconds(Math.Max(own, asked));
    }
}
