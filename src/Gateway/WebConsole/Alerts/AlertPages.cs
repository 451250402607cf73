using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Alerting.Desk;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>Answers the console's addresses of alerts and incidents.</summary>
internal sealed class AlertPages(IAlertDesk desk, IComponentDirectory directory, TimeProvider time)
{
    private const int MostChars = 256;
    private const int IdBytes = 8;
    private static readonly int[] s_hours = [1, 4, 24, 168];

    public async Task<IResult> ListAsync(HttpContext http) => await desk.GetStateAsync() is { } state
        ? Page<AlertsPage>(new { Model = new AlertsModel(state, time.GetUtcNow(), Caller.Of(http).May(Scopes.Admin)) })
        : Away();

    public async Task<IResult> IncidentAsync(string id)
    {
        if (await desk.GetStateAsync() is not { } state)
            return Away();
        var incident = state.Incidents.FirstOrDefault(i => i.Id == id);
        return incident is null
            ? Page<UnknownIncidentPage>(new { Id = id }, StatusCodes.Status404NotFound)
            : Page<IncidentPage>(new { Model = await IncidentModel.LoadAsync(directory, state, incident, time.GetUtcNow()) });
    }

    public async Task<IResult> AcknowledgeAsync(HttpContext http, string? key) => Back(await desk.AcknowledgeAsync(key ?? "", Caller.Of(http).Name));

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
    private static IResult Back(DeskAnswer answer) => answer == DeskAnswer.Unavailable ? Away() : TypedResults.Redirect(AlertAddress.List);

    private static RazorComponentResult<DeskAwayPage> Away() => Page<DeskAwayPage>(new { }, StatusCodes.Status503ServiceUnavailable);

    private static RazorComponentResult<TPage> Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status };
}
