using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Erasing;

/// <summary>Erasures over HTTP.</summary>
internal static class ErasureEndpoints
{
    public const string Path = "/api/v1/erasures";

    public static Results<Accepted<ErasureAnswer>, ProblemHttpResult> Start(ErasureQuestion question, ErasureDesk desk, TimeProvider time, HttpContext context)
    {
        if (question.UserId is not { Length: > 0 and <= TelemetryLimits.TextChars } user)
            return Problem("Bad erasure", $"user_id has {question.UserId?.Length ?? 0} characters; it may have 1 to {TelemetryLimits.TextChars}.", StatusCodes.Status400BadRequest, "bad_user_id");
        return desk.Start(new ErasureJob(user, Caller.Of(context), time.GetUtcNow())) is { } answer
            ? TypedResults.Accepted($"{Path}/{answer.Id}", answer)
            : Problem("Busy", "Another erasure is under way. Ask again when it is over.", StatusCodes.Status409Conflict, "busy");
    }

    public static Results<Ok<ErasureAnswer>, ProblemHttpResult> Find(string id, ErasureDesk desk) => desk.Find(id) is { } answer
        ? TypedResults.Ok(answer)
        : Problem("No such erasure", $"This gateway knows of no such erasure since it started; it remembers the last {ErasureDesk.Kept}.", StatusCodes.Status404NotFound, "no_such_erasure");

    private static ProblemHttpResult Problem(string title, string detail, int status, string code) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <param name="UserId">As records name the user.</param>
internal sealed record ErasureQuestion(string? UserId);
