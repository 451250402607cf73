using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Watching;

/// <summary>Takes a component that was deleted or scaled to zero on purpose out of watch, until it has requests again.</summary>
internal sealed partial class RetireEndpoint
{
    public static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(
        string id, HttpContext context, IComponentDirectory directory, IWatchedComponents components, ILogger<RetireEndpoint> logger)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        if (!await components.FindWatched(component).RetireAsync())
            return WatchingProblems.NotSaved();
        Retired(logger, component, Caller.Of(context).Name);
        return TypedResults.NoContent();
    }
}
