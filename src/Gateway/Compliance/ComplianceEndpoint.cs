using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Costs;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Compliance;

/// <summary>The report for an auditor, as one page or as JSON.</summary>
internal static class ComplianceEndpoint
{
    public const string Path = "/api/v1/reports/compliance";

    private const int DefaultDays = 30;

    public static async Task<IResult> GetAsync(
        [Description("Names of components, several with commas between them or the parameter repeated; all where nothing is said.")] string[] component,
        [Description($"First day: {DayPeriod.Forms}; 29 days before the last where nothing is said.")] string? from,
        [Description($"Last day, included: {DayPeriod.Forms}; today where nothing is said.")] string? to,
        [Description("true: only what may be published, users counted with noise (differential privacy).")] bool? @private,
        [Description("json (where nothing is said) or html.")] string? format,
        HttpContext context, ComplianceReader reader, IComponentDirectory directory, TimeProvider time)
    {
        if (!DayPeriod.TryRead(from, to, DefaultDays, time.GetUtcNow(), out var period, out var wrong))
            return QueryProblems.BadParameter(wrong!);
        if (format is not (null or "json" or "html"))
            return QueryProblems.BadParameter(ParameterError.Of("format", format, "it may be json or html"));
        var names = ComponentNames.Read(component);
        foreach (var name in names ?? [])
        {
            if (!await directory.ExistsAsync(name))
                return await QueryProblems.NoSuchComponentAsync(name, directory);
        }
        return await reader.ReadAsync(names, period, @private is true, context.RequestAborted) is { } report
            ? Answer(ComplianceDocument.Of(report), format == "html", context)
            : TypedResults.Problem(title: "Not saved", detail: "The noise of the counts could not be saved. Ask again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The page is to be kept as a file: a browser that shows it here would not apply its style.</summary>
    private static IResult Answer(ComplianceDocument document, bool page, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!page)
            return TypedResults.Bytes(document.ToJson(), MediaTypeNames.Application.Json);
        var (first, last) = (DayPeriod.Text(document.Report.From), DayPeriod.Text(document.Report.To));
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"compliance-{first}-{last}.html\"";
        return new RazorComponentResult<CompliancePage>(new { Document = document });
    }
}
