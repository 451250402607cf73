using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Gateway.Watching;

/// <summary>Scores against load, over HTTP.</summary>
internal static class QualityLoadEndpoint
{
    public static async Task<Results<Ok<QualityLoadView>, ProblemHttpResult>> GetAsync(
        string id, [Description("A dimension of the rubric; composite where nothing is said.")] string? dimension,
        [Description("Only answers of this version of the model.")] string? model_version,
        HttpContext context, IComponentDirectory directory, IWatchedComponents components)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        var view = await components.FindWatched(component).GetQualityLoadAsync(new(dimension ?? RubricLimits.Composite, model_version));
        return view.Dimensions.Contains(view.Dimension)
            ? TypedResults.Ok(view)
            : QueryProblems.BadParameter(ParameterError.Of("dimension", dimension, $"must be one of {string.Join(", ", view.Dimensions)}"));
    }
}
