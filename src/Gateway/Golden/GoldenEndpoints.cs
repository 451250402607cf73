using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Golden;

/// <summary>Golden sets over HTTP.</summary>
internal static class GoldenEndpoints
{
    public const string Path = "/api/v1/golden";
    public const string AcceptPath = "/api/v1/components/{id}/golden/{set}/accept";

    public static async Task<Results<Ok<GoldenAnswer>, ProblemHttpResult>> ListAsync(
        [Description("Only sets of this component.")] string? component, GoldenReader reader, IComponentDirectory directory)
    {
        if (component is null)
            return TypedResults.Ok(new GoldenAnswer(await reader.ReadAllAsync()));
        return await directory.ExistsAsync(component)
            ? TypedResults.Ok(new GoldenAnswer(await reader.ReadAsync(component)))
            : await QueryProblems.NoSuchComponentAsync(component, directory);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> AcceptAsync(
        string id, string set, HttpContext context, IComponentDirectory directory, IGoldenComponents components)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        return await components.FindGolden(component).AcceptGoldenAsync(set) switch
        {
            { Refused: null } => TypedResults.NoContent(),
            { Refused: var refused } => Problem("No such set", $"No run of a golden set '{set}' is known of '{component}'.", StatusCodes.Status404NotFound, refused),
            null => Problem("Not saved", "That could not be saved. Ask again.", StatusCodes.Status503ServiceUnavailable, "not_saved"),
        };
    }

    private static ProblemHttpResult Problem(string title, string detail, int status, string code) =>
        TypedResults.Problem(title: title, detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
