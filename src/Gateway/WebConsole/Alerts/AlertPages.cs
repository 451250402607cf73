using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Alerting.Desk;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Watching;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>Answers the console's addresses of alerts and incidents.</summary>
internal sealed class AlertPages(IAlertDesk desk, IComponentDirectory directory, ComponentRetirer retirer, PlimsollOptions options, TimeProvider time)
{
    private const int MostChars = 256;
    private const int MostNote = 1_000;
    private const int IdBytes = 8;
    private static readonly int[] s_hours = [1, 4, 24, 168];

    public async Task<IResult> ListAsync(HttpContext http) => await desk.GetStateAsync() is { } state
        ? Page<AlertsPage>(new { Model = new AlertsModel(state, RuleLine.All(options.Alerts), time.GetUtcNow(), Caller.Of(http).May(Scopes.Admin)) })
        : Away();

    public async Task<IResult> IncidentAsync(HttpContext http, string id)
    {
        if (await desk.GetStateAsync() is not { } state)
            return Away();
        var incident = state.Incidents.FirstOrDefault(i => i.Id == id);
        return incident is null
            ? Page<UnknownIncidentPage>(new { Id = id }, StatusCodes.Status404NotFound)
            : Page<IncidentPage>(new { Model = await IncidentModel.LoadAsync(directory, state, incident, time.GetUtcNow(), Caller.Of(http).May(Scopes.Admin)) });
    }

    /// <param name="incident">Whose page the reader came from; null for the list.</param>
    public async Task<IResult> AcknowledgeAsync(HttpContext http, string? key, string? incident) => Back(await desk.AcknowledgeAsync(key ?? "", Caller.Of(http).Name), incident);

    public async Task<IResult> NoteAsync(HttpContext http, string? incident, string? text) => text is not { Length: > 0 and <= MostNote }
        ? TypedResults.BadRequest()
        : Back(await desk.AddNoteAsync(incident ?? "", Caller.Of(http).Name, text), incident);

    public async Task<IResult> RetireAsync(HttpContext http, string? incident)
    {
        if (await desk.GetStateAsync() is not { } state)
            return Away();
        if (state.Incidents.FirstOrDefault(i => i.Id == incident) is not { } about || !await directory.ExistsAsync(about.Component))
            return Page<UnknownIncidentPage>(new { Id = incident ?? "" }, StatusCodes.Status404NotFound);
        return Back(await retirer.RetireAsync(about.Component, Caller.Of(http).Name) ? DeskAnswer.Done : DeskAnswer.Unavailable, incident);
    }

    public async Task<IResult> SilenceAsync(HttpContext http, string? component, string? rule, int? hours, string? comment)
    {
        var matchers = new Dictionary<string, string>();
        if (component is { Length: > 0 and <= MostChars })
            matchers["component"] = component;
        if (rule is { Length: > 0 and <= MostChars })
            matchers["alertname"] = rule;
        if (matchers.Count == 0 || hours is not { } length || !s_hours.Contains(length) || comment?.Length > MostChars)
            return TypedResults.BadRequest();
        var now = time.GetUtcNow();
        return Back(await desk.SilenceAsync(new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), matchers, Caller.Of(http).Name, comment ?? "", now, now.AddHours(length))));
    }

    public async Task<IResult> EndSilenceAsync(string? id) => Back(await desk.EndSilenceAsync(id ?? ""));

    /// <summary>What the desk refused is gone already; the list shows how things are.</summary>
    private static IResult Back(DeskAnswer answer, string? incident = null) => answer == DeskAnswer.Unavailable ? Away()
        : TypedResults.Redirect(incident is { Length: > 0 } ? AlertAddress.Incident(incident) : AlertAddress.List);

    private static RazorComponentResult<DeskAwayPage> Away() => Page<DeskAwayPage>(new { }, StatusCodes.Status503ServiceUnavailable);

    private static RazorComponentResult<TPage> Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status };
}
