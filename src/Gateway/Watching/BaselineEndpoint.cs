using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Alerting;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Watching;

/// <param name="Reason">Shown on the drift page; up to 256 characters.</param>
/// <param name="By">Who says so; the caller's name where nothing is said.</param>
/// <param name="Force">Also while an alert on drift fires.</param>
internal sealed record BaselineResetRequest(string? Reason, string? By, bool? Force);

/// <summary>Begins the baseline of drift of a component anew.</summary>
internal static class BaselineEndpoint
{
    public static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        string id, [FromBody] BaselineResetRequest? request, HttpContext context, IComponentDirectory directory, BaselineRenewer renewer)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        if ((SilenceRules.Length("reason", request?.Reason, BaselineRenewal.MostChars) ?? SilenceRules.Length("by", request?.By, BaselineRenewal.MostChars)) is { } error)
            return QueryProblems.BadParameter(error);
        var renewal = new BaselineRenewal(request?.Reason ?? "", request?.By ?? Caller.Of(context).Name, request?.Force is true);
        return await renewer.RenewAsync(component, renewal) switch
        {
            { Refused: null } => TypedResults.NoContent(),
            { Refused: { } refused } => WatchingProblems.Fires(component, refused),
            null => WatchingProblems.NotSaved(),
        };
    }
}
