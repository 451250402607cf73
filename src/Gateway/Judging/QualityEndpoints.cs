using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Judging;

/// <summary>What is known of the quality of a component's answers, over HTTP.</summary>
internal static class QualityEndpoints
{
    public const int MaxVerdicts = 512;
    private const int UsualVerdicts = 50;

    public static async Task<Results<Ok<QualityAnswer>, ProblemHttpResult>> QualityAsync(
        string id, HttpContext context, IComponentDirectory directory, IJudgedComponents judged)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        var view = await judged.FindJudged(component).GetQualityAsync();
        return TypedResults.Ok(new QualityAnswer(component, view.Judge, view.Scores, view.ClientScores, view.Health, view.Tracks));
    }

    public static async Task<IResult> VerdictsAsync(
        string id, [Description("1 to 512; 50 where nothing is said.")] string? limit,
        [Description("newest (also where nothing is said) or worst.")] string? order,
        [Description("Only answers of this version of the model.")] string? model_version,
        [Description("json (also where nothing is said) or csv.")] string? format,
        HttpContext context, IComponentDirectory directory, IJudgedComponents judged)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        if (Wrong(limit, order, format) is { } wrong)
            return QueryProblems.BadParameter(wrong);
        var most = limit is null ? UsualVerdicts : int.Parse(limit, CultureInfo.InvariantCulture);
        var set = await judged.FindJudged(component).GetVerdictsAsync(new VerdictQuery(most, order == "worst", model_version));
        return format == "csv"
            ? TypedResults.Text(VerdictCsv.Of(set.Verdicts), "text/csv", Encoding.UTF8)
            : TypedResults.Ok(new VerdictsAnswer(component, set.Verdicts));
    }

    private static ParameterError? Wrong(string? limit, string? order, string? format) =>
        limit is not null && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= MaxVerdicts)
            ? ParameterError.Of("limit", limit, $"must be a whole number from 1 to {MaxVerdicts}")
        : order is not (null or "newest" or "worst") ? ParameterError.Of("order", order, "must be newest or worst")
        : format is not (null or "json" or "csv") ? ParameterError.Of("format", format, "must be json or csv")
        : null;
}
