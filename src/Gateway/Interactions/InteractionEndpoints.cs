using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Gateway.Interactions.Answers;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Interactions;

/// <summary>The interaction log over HTTP.</summary>
internal static class InteractionEndpoints
{
    public const string Prefix = "/api/v1/interactions/";

    public static async Task<Results<Ok<InteractionList>, ProblemHttpResult>> SearchAsync(
        [AsParameters] QueryParameters given, QueryReader reader, InteractionLog log, HttpContext context)
    {
        if (KnownParameters<QueryParameters>.Check(context.Request.Query) is { } unknown)
            return QueryProblems.BadParameter(unknown);
        var (query, error) = await reader.ReadAsync(given);
        if (query is null)
            return QueryProblems.BadParameter(error!);
        var answer = await log.SearchAsync(query, context.RequestAborted);
        return answer.Value is { } found ? TypedResults.Ok(InteractionList.Of(found)) : LogProblems.Of(context, answer.Refusal);
    }

    public static async Task<Results<Ok<InteractionDetail>, ProblemHttpResult>> OneAsync(InteractionLog log, HttpContext context)
    {
        var id = InteractionPath.Id(context, Prefix);
        var answer = await log.TrailAsync(id, context.RequestAborted);
        if (answer.Value is not { } trail)
            return LogProblems.Of(context, answer.Refusal);
        return IsEmpty(trail) ? LogProblems.NotFound("request_id", id, trail.Truncated) : TypedResults.Ok(InteractionDetail.Of(id, trail));
    }

    public static async Task<Results<Ok<InteractionDetail>, ProblemHttpResult>> AtAsync(string position, InteractionLog log, HttpContext context)
    {
        if (!Position.TryParse(position, out var at))
            return QueryProblems.BadParameter(ParameterError.Of("position", position, "it is the 'position' of an interaction"));
        var answer = await log.AtAsync(at, context.RequestAborted);
        if (answer.Value is not { } rows)
            return LogProblems.Of(context, answer.Refusal);
        return rows is [var row]
            ? TypedResults.Ok(InteractionDetail.Of(row.Record.RequestId, new RequestTrail(rows, [], [], [], false, 0)))
            : LogProblems.NotFound("position", position, truncated: false);
    }

    private static bool IsEmpty(RequestTrail trail) => trail is { Records.Count: 0, Feedback.Count: 0, Outcomes.Count: 0, Scores.Count: 0 };
}
