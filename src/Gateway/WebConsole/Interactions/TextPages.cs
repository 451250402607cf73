using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Interactions.Texts;
using TextReader = Plimsoll.Gateway.Interactions.Texts.TextReader;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>The console's page of a request's texts, for keys with the scope that it needs.</summary>
internal sealed class TextPages(TextReader reader)
{
    public const string Address = "/texts";

    public async Task<RazorComponentResult<TextsPage>> ShowAsync(HttpContext http, string? requestId, string? traceId)
    {
        var answer = await reader.ReadAsync(http, requestId, requestId is null ? traceId : null, "console");
        var (status, problem) = answer.Outcome == TextOutcome.Found ? (StatusCodes.Status200OK, null) : Problem(answer.Outcome);
        return new RazorComponentResult<TextsPage>(new
        {
            What = requestId ?? $"trace {traceId}",
            Back = requestId is null ? InteractionAddress.With(("trace_id", traceId)) : InteractionAddress.Prefix + Uri.EscapeDataString(requestId),
            Rows = TextList.Of(answer.Rows).Texts,
            Problem = problem,
        })
        { StatusCode = status };
    }

    private static (int, string?) Problem(TextOutcome outcome)
    {
        var (status, _, detail) = TextEndpoints.Explain(outcome);
        return (status, detail);
    }
}
