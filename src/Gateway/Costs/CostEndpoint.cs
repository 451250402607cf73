using System.ComponentModel;
using Plimsoll.Components;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Costs;

/// <summary>What components cost, as JSON or CSV.</summary>
internal static class CostEndpoint
{
    public const string Path = "/api/v1/cost";

    /// <summary>Days to now where nothing is said.</summary>
    public const int DefaultDays = 7;

    public static async Task<IResult> GetAsync(
        [Description("Names of components, several with commas between them or the parameter repeated; all where nothing is said.")] string[] component,
        [Description($"First day: {DayPeriod.Forms}; six days before the last where nothing is said.")] string? from,
        [Description($"Last day, included: {DayPeriod.Forms}; today where nothing is said.")] string? to,
        [Description("json (where nothing is said) or csv.")] string? format,
        CostReader reader, IComponentDirectory directory, TimeProvider time, CancellationToken cancellation)
    {
        if (!DayPeriod.TryRead(from, to, DefaultDays, time.GetUtcNow(), out var period, out var wrong))
            return QueryProblems.BadParameter(wrong!);
        if (format is not (null or "json" or "csv"))
            return QueryProblems.BadParameter(ParameterError.Of("format", format, "it may be json or csv"));
        var names = ComponentNames.Read(component);
        foreach (var name in names ?? [])
        {
            if (!await directory.ExistsAsync(name))
                return await QueryProblems.NoSuchComponentAsync(name, directory);
        }
        var costs = await reader.ReadAsync(names, period, cancellation);
        return format == "csv"
            ? TypedResults.Text(CostCsv.Of(costs), "text/csv; charset=utf-8")
            : TypedResults.Ok(CostsAnswer.Of(period, costs));
    }
}
