using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Query;

/// <summary>Metrics over time, of one component or of several.</summary>
internal static class SeriesEndpoints
{
    /// <summary>Most points of an answer.</summary>
    public const long MaxPoints = 200_000;

    private const string Components = "Names of components, several with commas between them or the parameter repeated; all where nothing is said.";
    private const string Metrics = "A counter or gauge such as requests_per_second, or a measure and a statistic such as ttft_ms.p95. An unknown name is answered with all names.";
    private const string Times = $"{TimeParameter.TimeForms}; the last hour where nothing is said.";
    private const string Steps = $"{TimeParameter.StepForms}; 1m within 24 hours, multiples of 1h anywhere.";

    public static async Task<Results<Ok<SeriesAnswer>, ProblemHttpResult>> OneAsync(
        string id, [Description(Metrics)] string? metric,
        [Description(Times)] string? from, [Description(Times)] string? to, [Description(Steps)] string? step,
        HttpContext context, IComponentDirectory directory, TimeProvider time)
    {
        var component = ComponentPath.Name(context, id);
        if (!await directory.ExistsAsync(component))
            return await QueryProblems.NoSuchComponentAsync(component, directory);
        var read = await ReadAsync([component], metric is null ? [] : [metric], from, to, step, directory, time);
        return read.Problem is { } problem ? problem : TypedResults.Ok(read.Answer!.Series[0]);
    }

    public static async Task<IResult> SeveralAsync(
        [Description(Components)] string[] component, [Description(Metrics)] string[] metric,
        [Description(Times)] string? from, [Description(Times)] string? to, [Description(Steps)] string? step,
        IComponentDirectory directory, TimeProvider time)
    {
        var read = await ReadAsync(component, metric, from, to, step, directory, time);
        return read.Problem is { } problem ? problem : new SeriesResult(read.Answer!);
    }

    private static async Task<(SeriesListAnswer? Answer, ProblemHttpResult? Problem)> ReadAsync(
        string[] components, string[] metrics, string? from, string? to, string? step,
        IComponentDirectory directory, TimeProvider time)
    {
        var names = await SeriesNames.ReadAsync(components, metrics, directory);
        if (names.Unknown is { } unknown)
            return (null, await QueryProblems.NoSuchComponentAsync(unknown, directory));
        ParameterError? wrong = names.Error;
        if (wrong is not null || !SeriesPeriod.TryRead(from, to, step, time.GetUtcNow(), out var period, out wrong))
            return (null, QueryProblems.BadParameter(wrong!));
        if (period.Points * names.Components.Count * names.Metrics.Count > MaxPoints)
            return (null, QueryProblems.BadParameter(ParameterError.Of("step", step ?? "1m", $"over this time the answer would hold more than {MaxPoints:N0} points; ask for less")));

        var series = new List<SeriesAnswer>(names.Components.Count * names.Metrics.Count);
        var query = new SeriesQuery(names.Metrics, period.From, period.To, period.Step);
        foreach (var component in names.Components)
        {
            var set = await directory.Get(component).GetSeriesAsync(query);
            if (set.Problem is { } problem)
                return (null, QueryProblems.BadParameter(new ParameterError("step", step, problem)));
            series.AddRange(set.Series.Select(s => new SeriesAnswer(component, s.Metric, set.Step.TotalSeconds, s.Points)));
        }
        return (new SeriesListAnswer(period.From, period.To, period.Step.TotalSeconds, series), null);
    }
}
