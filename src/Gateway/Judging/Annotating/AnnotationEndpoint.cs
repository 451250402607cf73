using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Judging.Annotating;

/// <summary>Takes human judgements of answers that were judged.</summary>
internal static class AnnotationEndpoint
{
    public const string Path = "/api/v1/annotations";

    public static async Task<Results<Ok<AnnotationAnswer>, ProblemHttpResult>> PostAsync(HttpContext http, IComponentDirectory directory, IJudgedComponents judged)
    {
        var body = await AnnotationBody.ReadAsync(http.Request, http.RequestAborted);
        if (body.Rows is not { } rows)
            return TypedResults.Problem(title: "Bad judgements", detail: body.Wrong, statusCode: body.Status, extensions: Code("bad_annotations"));
        var reasons = rows.Select(r => r.Wrong()).ToArray();
        foreach (var group in Enumerable.Range(0, rows.Count).Where(i => reasons[i] is null).GroupBy(i => rows[i].Component!, StringComparer.Ordinal))
        {
            if (!await FileAsync(group.Key, [.. group], rows, reasons, directory, judged))
                return TypedResults.Problem(title: "Not saved", detail: "The judgements could not be saved. Send them again; what was saved already is replaced by itself.", statusCode: StatusCodes.Status503ServiceUnavailable, extensions: Code("not_saved"));
        }
        return TypedResults.Ok(new AnnotationAnswer(
            reasons.Count(r => r is null), [.. reasons.Select((r, i) => (Reason: r, Index: i)).Where(r => r.Reason is not null).Select(r => new AnnotationRejection(r.Index, r.Reason!))]));
    }

    /// <summary>False when the component could not save them.</summary>
    private static async Task<bool> FileAsync(
        string component, IReadOnlyList<int> places, IReadOnlyList<AnnotationRow> rows, string?[] reasons, IComponentDirectory directory, IJudgedComponents judged)
    {
        if (!await directory.ExistsAsync(component))
        {
            foreach (var place in places)
                reasons[place] = "no_such_component";
            return true;
        }
        var receipt = await judged.FindJudged(component).AnnotateAsync(new AnnotationSet([.. places.Select(p => rows[p].ToAnnotation())]));
        for (var i = 0; i < places.Count; i++)
            reasons[places[i]] = receipt?.Reasons[i];
        return receipt is not null;
    }

    private static Dictionary<string, object?> Code(string code) => new() { ["code"] = code };
}
