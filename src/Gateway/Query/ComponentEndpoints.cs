using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Query;

/// <summary>The fleet and its components as they stand now.</summary>
internal static class ComponentEndpoints
{
    public static async Task<Ok<ComponentList>> ListAsync(IComponentDirectory directory) =>
        TypedResults.Ok(new ComponentList([.. (await directory.ListAsync()).Select(ComponentRow.Of)]));

    public static async Task<Results<Ok<ComponentDetail>, ProblemHttpResult>> OneAsync(
        string id, HttpContext context, IComponentDirectory directory)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        return TypedResults.Ok(ComponentDetail.Of(await directory.Get(component).GetViewAsync()));
    }

    public static async Task<Results<Ok<DriftView>, ProblemHttpResult>> DriftAsync(string id, HttpContext context, IComponentDirectory directory)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        return TypedResults.Ok((await directory.Get(component).GetViewAsync()).Drift);
    }

    public static async Task<Ok<FleetAnswer>> FleetAsync(IComponentDirectory directory) =>
        TypedResults.Ok(FleetAnswer.Of(await directory.ListAsync()));
}
