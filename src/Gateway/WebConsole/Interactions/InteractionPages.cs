using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Answers;
using Plimsoll.Gateway.Interactions.Search;

namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>Answers the console's addresses of the interaction log.</summary>
internal sealed class InteractionPages(InteractionLog log, QueryReader reader, IComponentDirectory directory)
{
    private const int Neighbours = 25;
    private static readonly TimeSpan SessionReach = TimeSpan.FromHours(1);

    public async Task<IResult> ListAsync(HttpContext http, QueryParameters given)
    {
        var components = await directory.ListNamesAsync();
        var (query, error) = await reader.ReadAsync(given);
        if (query is null)
            return Page<InteractionsPage>(new { Model = new InteractionsModel(given, components, null, error!.Message) }, StatusCodes.Status400BadRequest);
        var answer = await log.SearchAsync(query, http.RequestAborted);
        return answer.Value is { } found
            ? Page<InteractionsPage>(new { Model = new InteractionsModel(given, components, InteractionList.Of(found), null) })
            : Unavailable(answer.Refusal);
    }

    public async Task<IResult> OneAsync(HttpContext http)
    {
        var id = InteractionPath.Id(http, InteractionAddress.Prefix);
        var answer = await log.TrailAsync(id, http.RequestAborted);
        if (answer.Value is not { } trail)
            return Unavailable(answer.Refusal);
        return trail.Records.Count == 0 ? Unknown(id, trail.Truncated) : await ShowAsync(http, trail.Records[0], trail);
    }

    public async Task<IResult> AtAsync(HttpContext http, string position)
    {
        if (!Position.TryParse(position, out var at))
            return Unknown(position, truncated: false);
        var answer = await log.AtAsync(at, http.RequestAborted);
        if (answer.Value is not { } rows)
            return Unavailable(answer.Refusal);
        if (rows is not [var row])
            return Unknown(position, truncated: false);
        var trail = row.Record.RequestId is { } id ? (await log.TrailAsync(id, http.RequestAborted)).Value : null;
        return await ShowAsync(http, row, trail ?? new RequestTrail(rows, [], [], [], false, 0));
    }

    private async Task<IResult> ShowAsync(HttpContext http, Interaction shown, RequestTrail trail)
    {
        var detail = InteractionDetail.Of(shown.Record.RequestId, trail);
        var session = await SessionAsync(http, shown);
        return Page<InteractionPage>(new { Model = new InteractionModel(InteractionRow.Of(shown), detail, session, Caller.Of(http).May(Scopes.Texts)) });
    }

    private async Task<IReadOnlyList<InteractionRow>> SessionAsync(HttpContext http, Interaction shown)
    {
        if (shown.Record.SessionHash is not { } session)
            return [];
        var around = new InteractionQuery
        {
            Session = session,
            FromMs = shown.Record.TimestampMs - (long)SessionReach.TotalMilliseconds,
            ToMs = shown.Record.TimestampMs + (long)SessionReach.TotalMilliseconds,
            Limit = Neighbours,
        };
        return (await log.SearchAsync(around, http.RequestAborted)).Value is { } found ? [.. found.Found.Select(InteractionRow.Of)] : [];
    }

    private static RazorComponentResult<UnknownInteractionPage> Unknown(string what, bool truncated) =>
        Page<UnknownInteractionPage>(new { What = what, Truncated = truncated }, truncated ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status404NotFound);

    private static RazorComponentResult<LogUnavailablePage> Unavailable(LogRefusal refusal) => Page<LogUnavailablePage>(
        new { Refusal = refusal }, refusal == LogRefusal.Busy ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable);

    private static RazorComponentResult<TPage> Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status };
}
