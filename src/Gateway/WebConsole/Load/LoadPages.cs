using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.WebConsole.Detail;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.WebConsole.Load;

/// <summary>The console's page of quality against load.</summary>
internal sealed class LoadPages(IComponentDirectory directory, IWatchedComponents components)
{
    public async Task<IResult> ShowAsync(string component, string? dimension)
    {
        if (!await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        var of = components.FindWatched(component);
        var view = await of.GetQualityLoadAsync(new(dimension ?? RubricLimits.Composite, null));
        if (!view.Dimensions.Contains(view.Dimension))
            view = await of.GetQualityLoadAsync(new(RubricLimits.Composite, null));
        return new RazorComponentResult<LoadPage>(new { Name = component, View = view });
    }
}
