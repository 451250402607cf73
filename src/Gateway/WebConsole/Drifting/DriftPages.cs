using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Watching;
using Plimsoll.Gateway.WebConsole.Detail;

namespace Plimsoll.Gateway.WebConsole.Drifting;

/// <summary>The console's page of the drift and the anomalies of a component.</summary>
internal sealed class DriftPages(IComponentDirectory directory, BaselineRenewer renewer, TimeProvider time)
{
    /// <param name="refused">Why a reset was refused that the form asked for.</param>
    public async Task<IResult> ShowAsync(HttpContext http, string component, string? refused)
    {
        if (!await directory.ExistsAsync(component))
            return Unknown(component);
        var view = await directory.Get(component).GetViewAsync();
        return new RazorComponentResult<DriftPage>(new
        {
            Name = component,
            view.Drift,
            view.Anomalies,
            Now = time.GetUtcNow(),
            MayReset = Caller.Of(http).May(Scopes.Admin),
            Refused = refused,
        });
    }

    public async Task<IResult> ResetAsync(HttpContext http, string component, string? reason, bool force)
    {
        if (!await directory.ExistsAsync(component))
            return Unknown(component);
        if (reason?.Length > BaselineRenewal.MostChars)
            return TypedResults.BadRequest();
        var receipt = await renewer.RenewAsync(component, new(reason ?? "", Caller.Of(http).Name, force));
        var refused = receipt is null ? "not_saved" : receipt.Refused;
        return TypedResults.Redirect(DriftAddress.Of(component) + (refused is null ? "" : $"&refused={refused}"));
    }

    private static RazorComponentResult<UnknownComponentPage> Unknown(string component) =>
        new(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
}
