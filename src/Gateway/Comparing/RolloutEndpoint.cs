using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Comparing;

/// <summary>Arms a rollout again that was rolled back.</summary>
internal static class RolloutEndpoint
{
    public const string Path = "/api/v1/components/{id}/rollout/rearm";

    public static async Task<Results<NoContent, ProblemHttpResult>> RearmAsync(
        string id, HttpContext context, IComponentDirectory directory, IRolloutComponents rollouts)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        return await rollouts.FindRollout(component).RearmRolloutAsync() switch
        {
            { Refused: null } => TypedResults.NoContent(),
            { Refused: "no_rollout" } => Problem("No rollout", $"No rollout of '{component}' has begun.", StatusCodes.Status404NotFound, "no_rollout"),
            { Refused: var refused } => Problem("Not rolled back", $"The rollout of '{component}' was not rolled back.", StatusCodes.Status409Conflict, refused),
            null => Problem("Not saved", "That could not be saved. Ask again.", StatusCodes.Status503ServiceUnavailable, "not_saved"),
        };
    }

    private static ProblemHttpResult Problem(string title, string detail, int status, string code) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
