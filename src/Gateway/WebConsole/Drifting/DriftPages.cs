using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.WebConsole.Detail;

namespace Plimsoll.Gateway.WebConsole.Drifting;

/// <summary>The console's page of the drift and the anomalies of a component.</summary>
internal sealed class DriftPages(IComponentDirectory directory, TimeProvider time)
{
    public async Task<IResult> ShowAsync(string component)
    {
        if (!await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        var view = await directory.Get(component).GetViewAsync();
        return new RazorComponentResult<DriftPage>(new { Name = component, view.Drift, view.Anomalies, Now = time.GetUtcNow() });
    }
}
