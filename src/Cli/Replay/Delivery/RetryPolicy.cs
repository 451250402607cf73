using System.Net;
using System.Net.Http.Headers;

namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>When a request is tried again, and after how long.</summary>
internal static class RetryPolicy
{
    /// <summary>Longest time that one request is kept trying.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>Doubling from half a second to half a minute, and never before the server's Retry-After.</summary>
    /// <param name="retry">From 0.</param>
    public static TimeSpan Wait(int retry, RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var backOff = First * Math.Pow(2, Math.Min(retry, 16));
        var own = backOff < Longest ? backOff : Longest;
        var asked = retryAfter?.Delta ?? retryAfter?.Date - now ?? TimeSpan.Zero;
        return asked > own ? asked : own;
    }
}
