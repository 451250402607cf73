using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;

namespace Plimsoll.Gateway.Query;

/// <summary>What a caller got wrong, as problem+json.</summary>
internal static class QueryProblems
{
    private const int NamesShown = 20;

    public static ProblemHttpResult BadParameter(ParameterError error) => TypedResults.Problem(
        title: "Bad parameter",
        detail: error.Message,
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = "bad_parameter", ["parameter"] = error.Parameter, ["value"] = error.Value });

    public static async Task<ProblemHttpResult> NoSuchComponentAsync(string component, IComponentDirectory directory)
    {
        var known = await directory.ListNamesAsync();
        return TypedResults.Problem(
            title: "No such component",
            detail: $"No component '{component}'. {Known(known)}",
            statusCode: StatusCodes.Status404NotFound,
            extensions: new Dictionary<string, object?> { ["code"] = "no_such_component", ["component"] = component });
    }

    private static string Known(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return "None has reported yet: POST records to /api/v1/records.";
        var more = names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "";
        return $"There are: {string.Join(", ", names.Take(NamesShown))}{more}. A slash in a name is written %2F.";
    }
}
