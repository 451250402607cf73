using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Query;

/// <summary>Metrics over time, of one component or of several.</summary>
internal static class SeriesEndpoints
{
    /// <summary>Most components and most metrics of one call, and most points of its answer.</summary>
    public const int MaxComponents = 50, MaxMetrics = 20;
    public const long MaxPoints = 200_000;

    private const string Metrics = "A counter or gauge such as requests_per_second, or a measure and a statistic such as ttft_ms.p95. An unknown name is answered with all names.";
    private const string Times = $"{TimeParameter.TimeForms}; the last hour where nothing is said.";
    private const string Steps = $"{TimeParameter.StepForms}; 1m within 24 hours, multiples of 1h anywhere.";

    public static async Task<Results<Ok<SeriesAnswer>, ProblemHttpResult>> OneAsync(
        string id, [Description(Metrics)] string? metric,
        [Description(Times)] string? from, [Description(Times)] string? to, [Description(Steps)] string? step,
        HttpContext context, IComponentDirectory directory, TimeProvider time)
    {
        var component = ComponentPath.Name(context, id);
        var read = await ReadAsync([component], metric is null ? [] : [metric], from, to, step, directory, time);
        return read.Problem is { } problem ? problem : TypedResults.Ok(read.Answer!.Series[0]);
    }

    public static async Task<Results<Ok<SeriesListAnswer>, ProblemHttpResult>> SeveralAsync(
        string[] component, [Description(Metrics)] string[] metric,
        [Description(Times)] string? from, [Description(Times)] string? to, [Description(Steps)] string? step,
        IComponentDirectory directory, TimeProvider time)
    {
        var read = await ReadAsync(component, metric, from, to, step, directory, time);
        return read.Problem is { } problem ? problem : TypedResults.Ok(read.Answer!);
    }

    private static async Task<(SeriesListAnswer? Answer, ProblemHttpResult? Problem)> ReadAsync(
        string[] components, string[] metrics, string? from, string? to, string? step,
        IComponentDirectory directory, TimeProvider time)
    {
        if (CheckNames(components, metrics) is { } wrong)
            return (null, QueryProblems.BadParameter(wrong));
        if (!SeriesPeriod.TryRead(from, to, step, time.GetUtcNow(), out var period, out var error))
            return (null, QueryProblems.BadParameter(error!));
        if (period.Points * components.Length * metrics.Length > MaxPoints)
            return (null, QueryProblems.BadParameter(ParameterError.Of("step", step ?? "1m", $"over this time the answer would hold more than {MaxPoints:N0} points; ask for less")));

        var series = new List<SeriesAnswer>();
        foreach (var component in components)
        {
            if (!await directory.ExistsAsync(component))
                return (null, await QueryProblems.NoSuchComponentAsync(component, directory));
            foreach (var metric in metrics)
            {
                var view = await directory.Get(component).GetSeriesAsync(new SeriesQuery(metric, period.From, period.To, period.Step));
                if (view.Problem is { } problem)
                    return (null, QueryProblems.BadParameter(new ParameterError("step", step, problem)));
                series.Add(new SeriesAnswer(component, metric, view.Step.TotalSeconds, view.Points));
            }
        }
        return (new SeriesListAnswer(period.From, period.To, period.Step.TotalSeconds, series), null);
    }

    private static ParameterError? CheckNames(string[] components, string[] metrics)
    {
        if (components.Length is 0 or > MaxComponents)
            return ParameterError.Of("component", Counted(components), $"name 1 to {MaxComponents} components");
        if (metrics.Length > MaxMetrics)
            return ParameterError.Of("metric", Counted(metrics), $"name 1 to {MaxMetrics} metrics");
        var unknown = Array.Find(metrics, m => !SeriesMetrics.All.Contains(m));
        return metrics.Length > 0 && unknown is null
            ? null
            : ParameterError.Of("metric", unknown, $"it may be {string.Join(", ", SeriesMetrics.All)}");
    }

    private static string? Counted(string[] values) => values.Length == 0 ? null : $"{values.Length} values";
}
