using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Detail;

namespace Plimsoll.Gateway.WebConsole.Quality;

/// <summary>The console's page of the quality of a component's answers.</summary>
internal sealed class QualityPages(IComponentDirectory directory, IJudgedComponents judged, TimeProvider time)
{
    private const int WorstShown = 20;

    public async Task<IResult> ShowAsync(string component)
    {
        if (!await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        var of = judged.FindJudged(component);
        var worst = await of.GetVerdictsAsync(new VerdictQuery(WorstShown, Worst: true));
        return new RazorComponentResult<QualityPage>(new
        {
            Model = new QualityModel(component, await of.GetQualityAsync(), worst.Verdicts, time.GetUtcNow()),
        });
    }
}
