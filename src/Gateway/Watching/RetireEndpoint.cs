using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Watching;

/// <summary>Takes a component that was deleted or scaled to zero on purpose out of watch, until it has requests again.</summary>
internal static class RetireEndpoint
{
    public static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(string id, HttpContext context, IComponentDirectory directory, ComponentRetirer retirer)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        return await retirer.RetireAsync(component, Caller.Of(context).Name) ? TypedResults.NoContent() : WatchingProblems.NotSaved();
    }
}
