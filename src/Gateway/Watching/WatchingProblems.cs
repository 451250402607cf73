using Microsoft.AspNetCore.Http.HttpResults;

namespace Plimsoll.Gateway.Watching;

/// <summary>Why something that people who watch asked for was not done, as problem+json.</summary>
internal static class WatchingProblems
{
    /// <param name="refused">The code.</param>
    public static ProblemHttpResult Fires(string component, string refused) => Problem(
        "An alert fires", $"An alert on drift of '{component}' fires; a reset would end it. Say force where that is meant.", StatusCodes.Status409Conflict, refused);

    public static ProblemHttpResult NotSaved() => Problem("Not saved", "That could not be saved. Ask again.", StatusCodes.Status503ServiceUnavailable, "not_saved");

    private static ProblemHttpResult Problem(string title, string detail, int status, string code) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
