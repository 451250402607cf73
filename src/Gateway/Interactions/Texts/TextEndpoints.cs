using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Plimsoll.Gateway.Query;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>Kept texts over HTTP.</summary>
internal static class TextEndpoints
{
    public static async Task<Results<Ok<TextList>, ProblemHttpResult>> ReadAsync(
        [FromQuery(Name = "request_id"), Description("Texts of this request.")] string? requestId,
        [FromQuery(Name = "trace_id"), Description("Texts of this trace, 32 hexadecimal digits; in place of a request_id.")] string? traceId,
        TextReader reader, HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        if (Wrong(requestId, traceId) is { } wrong)
            return QueryProblems.BadParameter(wrong);
        var answer = await reader.ReadAsync(context, requestId, traceId?.ToLowerInvariant(), "api");
        return answer.Outcome == TextOutcome.Found ? TypedResults.Ok(TextList.Of(answer.Rows)) : Problem(answer.Outcome);
    }

    /// <summary>What a caller is told where there is no text.</summary>
    public static (int Status, string Code, string Detail) Explain(TextOutcome outcome) => outcome switch
    {
        TextOutcome.NotKept => (StatusCodes.Status404NotFound, "no_text",
            "No text is kept for it: texts are kept for a sample of the requests (quality.sample_rate) and for a time (privacy.text_retention)."),
        TextOutcome.Incomplete => (StatusCodes.Status503ServiceUnavailable, "search_incomplete", "The texts are still being indexed. Ask again."),
        TextOutcome.NotReady => (StatusCodes.Status503ServiceUnavailable, "not_ready", "The texts are not open yet."),
        TextOutcome.Busy => (StatusCodes.Status429TooManyRequests, "too_many_searches", "Too many calls for texts run already."),
        TextOutcome.NotAudited => (StatusCodes.Status503ServiceUnavailable, "audit_refused",
            "The audit log cannot be written, and no text is answered without it."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    private static ProblemHttpResult Problem(TextOutcome outcome)
    {
        var (status, code, detail) = Explain(outcome);
        return TypedResults.Problem(detail: detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
    }

    private static ParameterError? Wrong(string? requestId, string? traceId)
    {
        if (string.IsNullOrEmpty(requestId) == string.IsNullOrEmpty(traceId))
            return ParameterError.Of("request_id", requestId, "name either a request_id or a trace_id");
        if (requestId?.Length > TelemetryLimits.TextChars)
            return new ParameterError("request_id", null, $"Parameter 'request_id' has {requestId.Length} characters: it may have {TelemetryLimits.TextChars}");
        return !string.IsNullOrEmpty(traceId) && (traceId.Length != 32 || !traceId.All(char.IsAsciiHexDigit))
            ? ParameterError.Of("trace_id", traceId, "it is 32 hexadecimal digits")
            : null;
    }
}
