using Plimsoll.Alerting.Desk;
using Plimsoll.ComponentHost.Alerts;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Gateway.Alerting;

public static class AlertingSetup
{
    public static IServiceCollection AddAlerting(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AlertingJson.Default));

    /// <summary>The alert desk of a process that is the whole fleet; its state is in the data directory.</summary>
    public static IServiceCollection AddLocalAlertDesk(this IServiceCollection services) => services
        .AddDeskHost(
            s => FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, "alerts")),
            (channel, options, time) => NotifierFactory.Make(channel, options.Alerts.ExternalUrl, time))
        .AddSingleton<IAlertDesk>(s => s.GetRequiredService<DeskHost>())
        .AddAlertExecutor();

    public static WebApplication MapAlerting(this WebApplication app)
    {
        var read = app.MapGroup("/api/v1").WithTags("Alerts").RequireScope(Scopes.Read).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        read.MapGet("/alerts", AlertEndpoints.AlertsAsync).WithSummary("Alerts that fire, and those that resolved within a day");
        read.MapGet("/silences", AlertEndpoints.SilencesAsync).WithSummary("Silences, with who made them and until when they last");
        read.MapGet("/incidents", AlertEndpoints.IncidentsAsync).WithSummary("Incidents with their timelines, newest first");
        read.MapGet("/incidents/{id}", AlertEndpoints.IncidentAsync).WithSummary("One incident").ProducesProblem(StatusCodes.Status404NotFound);
        var change = app.MapGroup("/api/v1").WithTags("Alerts").RequireScope(Scopes.Admin).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        change.MapPost("/alerts/{key}/acknowledge", AlertEndpoints.AcknowledgeAsync).WithSummary("Say who looks after an alert: it is not repeated")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        change.MapPost("/silences", AlertEndpoints.SilenceAsync).WithSummary("Silence alerts by their labels")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        change.MapDelete("/silences/{id}", AlertEndpoints.EndSilenceAsync).WithSummary("End a silence").ProducesProblem(StatusCodes.Status404NotFound);
        change.MapPost("/incidents/{id}/notes", AlertEndpoints.NoteAsync).WithSummary("Note something in an incident's timeline")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return app;
    }
}
