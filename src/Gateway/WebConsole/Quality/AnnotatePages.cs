using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.WebConsole.Detail;
using TextReader = Plimsoll.Gateway.Interactions.Texts.TextReader;

namespace Plimsoll.Gateway.WebConsole.Quality;

/// <summary>
/// Where people judge answers of the uniform sample, one after the other: blind, since neither the judge's scores nor the
/// version of the model are shown, and by the keyboard alone where they like.
/// </summary>
internal sealed class AnnotatePages(IComponentDirectory directory, IJudgedComponents judged, TextReader texts, PlimsollOptions options)
{
    public const string Path = "/annotate";

    /// <summary>Answers tried for one whose texts are here.</summary>
    private const int Tried = 10;

    public static string Of(string component) => $"{Path}?component={Uri.EscapeDataString(component)}";

    public async Task<IResult> ShowAsync(HttpContext http, string component)
    {
        if (!await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        var waiting = await judged.FindJudged(component).GetVerdictsAsync(new VerdictQuery(Tried, Unannotated: true));
        foreach (var verdict in waiting.Verdicts)
        {
            var answer = await texts.ReadAsync(http, verdict.RequestId, null, "annotate");
            if (TextList.Of(answer.Rows).Texts.FirstOrDefault(t => t.Component == component) is { } row)
                return Page(component, verdict.RequestId, row);
        }
        return Page(component, null, null);
    }

    public async Task<IResult> SaveAsync(HttpContext http, IFormCollection form)
    {
        var (component, request) = (form["component"].ToString(), form["request_id"].ToString());
        var scores = options.Quality.Rubric.Dimensions
            .Select(d => (d.Name, Given: form[d.Name].ToString()))
            .Where(d => double.TryParse(d.Given, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .ToDictionary(d => d.Name, d => double.Parse(d.Given, CultureInfo.InvariantCulture));
        if (!await directory.ExistsAsync(component))
            return new RazorComponentResult<UnknownComponentPage>(new { Name = component }) { StatusCode = StatusCodes.Status404NotFound };
        if (scores.Count > 0)
            await judged.FindJudged(component).AnnotateAsync(new AnnotationSet([new Annotation(request, scores, Caller.Of(http).Name)]));
        return new SeeOther(Of(component));
    }

    private RazorComponentResult<AnnotatePage> Page(string component, string? requestId, TextRow? row) =>
        new(new { Component = component, RequestId = requestId, Texts = row, Rubric = options.Quality.Rubric });

    /// <summary>After a form: a reload must not send it again.</summary>
    private sealed class SeeOther(string to) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = to;
            return Task.CompletedTask;
        }
    }
}
