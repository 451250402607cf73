using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Plimsoll.Alerting.Desk;
using Plimsoll.Gateway.Alerting.Answers;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Alerting;

/// <summary>Alerts, silences and incidents of the fleet.</summary>
internal static class AlertEndpoints
{
    private const int MostName = 256;
    private const int MostNote = 4_000;

    /// <param name="active">Whether only those that fire are wanted.</param>
    public static async Task<Results<Ok<AlertList>, ProblemHttpResult>> AlertsAsync(IAlertDesk desk, TimeProvider time, string? component, [FromQuery] bool? active)
    {
        if (await desk.GetStateAsync() is not { } state)
            return DeskProblems.Unavailable();
        var now = time.GetUtcNow();
        var alerts = state.Alerts
            .Where(a => (component is null || a.Notice.Component == component) && (active is not true || a.IsActive))
            .OrderByDescending(a => a.IsActive).ThenBy(a => a.Priority).ThenByDescending(a => a.Started);
        return TypedResults.Ok(new AlertList([.. alerts.Select(a => AlertAnswer.Of(a, IsSilenced(state, a, now)))]));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> AcknowledgeAsync(string key, [FromBody] AcknowledgeRequest? request, HttpContext http, IAlertDesk desk)
    {
        if (SilenceRules.Length("by", request?.By, MostName) is { } error)
            return QueryProblems.BadParameter(error);
        return Answer(await desk.AcknowledgeAsync(key, request?.By ?? Caller.Of(http).Name), "alert", key);
    }

    public static async Task<Results<Ok<SilenceList>, ProblemHttpResult>> SilencesAsync(IAlertDesk desk) =>
        await desk.GetStateAsync() is { } state ? TypedResults.Ok(new SilenceList(state.Silences)) : DeskProblems.Unavailable();

    public static async Task<Results<Created<Silence>, ProblemHttpResult>> SilenceAsync([FromBody] SilenceRequest request, HttpContext http, IAlertDesk desk, TimeProvider time)
    {
        var (silence, error) = SilenceRules.Check(request, Caller.Of(http).Name, time.GetUtcNow());
        if (silence is null)
            return QueryProblems.BadParameter(error!);
        return await desk.SilenceAsync(silence) switch
        {
            DeskAnswer.Done => TypedResults.Created($"/api/v1/silences/{silence.Id}", silence),
            DeskAnswer.Refused => DeskProblems.TooManySilences(),
            _ => DeskProblems.Unavailable(),
        };
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> EndSilenceAsync(string id, IAlertDesk desk) =>
        Answer(await desk.EndSilenceAsync(id), "silence", id);

    public static async Task<Results<Ok<IncidentList>, ProblemHttpResult>> IncidentsAsync(IAlertDesk desk, string? component) =>
        await desk.GetStateAsync() is { } state
            ? TypedResults.Ok(new IncidentList([.. state.Incidents.Where(i => component is null || i.Component == component).OrderByDescending(i => i.Opened).Select(IncidentAnswer.Of)]))
            : DeskProblems.Unavailable();

    public static async Task<Results<Ok<IncidentAnswer>, ProblemHttpResult>> IncidentAsync(string id, IAlertDesk desk)
    {
        if (await desk.GetStateAsync() is not { } state)
            return DeskProblems.Unavailable();
        return state.Incidents.FirstOrDefault(i => i.Id == id) is { } incident ? TypedResults.Ok(IncidentAnswer.Of(incident)) : DeskProblems.Missing("incident", id);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(string id, [FromBody] NoteRequest request, HttpContext http, IAlertDesk desk)
    {
        if (request.Text is not { Length: > 0 } text)
            return QueryProblems.BadParameter(ParameterError.Of("text", null, "what is to be noted"));
        if ((SilenceRules.Length("text", text, MostNote) ?? SilenceRules.Length("by", request.By, MostName)) is { } error)
            return QueryProblems.BadParameter(error);
        return Answer(await desk.AddNoteAsync(id, request.By ?? Caller.Of(http).Name, text), "incident", id);
    }

    public static bool IsSilenced(DeskState state, DeskAlert alert, DateTimeOffset now) => state.Silences.Any(s => s.IsOn(now) && s.Matches(alert));

    private static Results<NoContent, ProblemHttpResult> Answer(DeskAnswer answer, string kind, string id) => answer switch
    {
        DeskAnswer.Done => TypedResults.NoContent(),
        DeskAnswer.Refused => DeskProblems.Missing(kind, id),
        _ => DeskProblems.Unavailable(),
    };
}
