using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Plimsoll.Gateway.Interactions;

/// <summary>Why the log has no answer, as problem+json.</summary>
internal static class LogProblems
{
    private const int RetryAfterSeconds = 1;

    public static ProblemHttpResult Of(HttpContext context, LogRefusal refusal)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return refusal switch
        {
            LogRefusal.NotReady => Problem(StatusCodes.Status503ServiceUnavailable, "not_ready", "The journal is not open yet."),
            LogRefusal.Busy => Problem(StatusCodes.Status429TooManyRequests, "too_many_searches", "Too many searches of the interaction log run already."),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
        };
    }

    /// <param name="truncated">Whether the search ended before it had looked everywhere.</param>
    public static ProblemHttpResult NotFound(string what, string value, bool truncated) => truncated
        ? Problem(StatusCodes.Status503ServiceUnavailable, "search_incomplete",
            "The log is still being indexed, and what was looked at so far does not hold it. Ask again.")
        : Problem(StatusCodes.Status404NotFound, "no_such_interaction",
            $"The log holds no interaction with {what} '{Shown(value)}'; it keeps what the journal's retention keeps (journal.retention, journal.max_bytes).");

    private static string Shown(string value) => value.Length <= 64 ? value : value[..64] + "…";

    private static ProblemHttpResult Problem(int status, string code, string detail) => TypedResults.Problem(
        detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
