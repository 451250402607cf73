using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Gateway.Alerting;

/// <summary>Why the alert desk did not do what was asked, as problem+json.</summary>
internal static class DeskProblems
{
    public static ProblemHttpResult Missing(string kind, string id) =>
        Problem(StatusCodes.Status404NotFound, $"no_such_{kind}", $"No such {kind}", $"No {kind} '{id}'.");

    public static ProblemHttpResult TooManySilences() =>
        Problem(StatusCodes.Status409Conflict, "too_many_silences", "Too many silences", $"There are {AlertDesk.MaxSilences} silences already; end some.");

    /// <summary>In a cluster, for as long as nobody holds the desk; anywhere, while its state cannot be stored.</summary>
    public static ProblemHttpResult Unavailable() =>
        Problem(StatusCodes.Status503ServiceUnavailable, "desk_unavailable", "The alert desk is not there", "Nobody holds the alert desk now, or it cannot store what changes. Ask again.");

    private static ProblemHttpResult Problem(int status, string code, string title, string detail) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
