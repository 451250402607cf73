using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.WebConsole.Alerts;
using Plimsoll.Gateway.WebConsole.Cloud;
using Plimsoll.Gateway.WebConsole.Comparing;
using Plimsoll.Gateway.WebConsole.Costs;
using Plimsoll.Gateway.WebConsole.Drifting;
using Plimsoll.Gateway.WebConsole.Golden;
using Plimsoll.Gateway.WebConsole.Interactions;
using Plimsoll.Gateway.WebConsole.Load;
using Plimsoll.Gateway.WebConsole.Quality;
using Plimsoll.Gateway.WebConsole.Targets;

namespace Plimsoll.Gateway.WebConsole;

public static class WebConsoleSetup
{
    public static IServiceCollection AddWebConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ConsolePages>().AddSingleton<InteractionPages>().AddSingleton<TextPages>().AddSingleton<ComparisonPages>().AddSingleton<QualityPages>().AddSingleton<AnnotatePages>().AddSingleton<AlertPages>().AddSingleton<DriftPages>().AddSingleton<LoadPages>().AddSingleton<CostPages>().AddSingleton<GoldenPages>().AddSingleton<TargetPages>().AddSingleton<CloudPages>();
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [MediaTypeNames.Text.Html, MediaTypeNames.Text.JavaScript, MediaTypeNames.Text.Css];
        });
        return services;
    }

    public static WebApplication MapWebConsole(this WebApplication app)
    {
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<ConsoleContent>() is not null, console => console.UseResponseCompression());
        var content = app.MapGroup("").WithMetadata(new ConsoleContent());
        ConsoleAssets.Map(content);
        var pages = content.MapGroup("").AddEndpointFilter(NoStore).RequireScope(Scopes.Read).ExcludeFromDescription();
        pages.MapGet("/", (ConsolePages console, HttpContext http, string? sort, string? dir, string? q) =>
            console.FleetAsync(http, sort, dir, q));
        pages.MapGet("/components/{*component}", (ConsolePages console, HttpContext http, string? range, string? table) =>
            console.ComponentAsync(http, range, table));
        pages.MapGet(QualityAddress.Path, (QualityPages console, string? component) => console.ShowAsync(component ?? ""));
        pages.MapGet(GoldenPages.Address, (GoldenPages console, string? component) => console.ShowAsync(component));
        pages.MapGet(DriftAddress.Path, (DriftPages console, HttpContext http, string? component, string? refused) => console.ShowAsync(http, component ?? "", refused));
        pages.MapGet(LoadAddress.Path, (LoadPages console, string? component, string? dimension) => console.ShowAsync(component ?? "", dimension));
        pages.MapGet(InteractionAddress.List, (InteractionPages console, HttpContext http, [AsParameters] QueryParameters given) => console.ListAsync(http, given));
        pages.MapGet(InteractionAddress.ByPosition + "{position}", (InteractionPages console, HttpContext http, string position) => console.AtAsync(http, position));
        pages.MapGet(InteractionAddress.Prefix + "{*id}", (InteractionPages console, HttpContext http) => console.OneAsync(http));
        pages.MapGet(TargetPages.Address, (TargetPages console) => console.Show());
        pages.MapGet(CloudPages.Address, (CloudPages console) => console.Show());
        pages.MapGet(ComparisonPages.Address, (ComparisonPages console, [AsParameters] ComparisonQuestion given) => console.ShowAsync(given));
        pages.MapGet(CostPages.Address, (CostPages console, int? days, CancellationToken cancellation) => console.ShowAsync(days, cancellation));
        MapAlerts(content, pages);
        var annotating = content.MapGroup(AnnotatePages.Path).AddEndpointFilter(NoStore).RequireScope(Scopes.Texts).ExcludeFromDescription();
        annotating.MapGet("", (AnnotatePages console, HttpContext http, string? component) => console.ShowAsync(http, component ?? ""));
        annotating.MapPost("", async (AnnotatePages console, HttpContext http) => await console.SaveAsync(http, await http.Request.ReadFormAsync(http.RequestAborted)));
        content.MapGet(TextPages.Address, (TextPages console, HttpContext http, [FromQuery(Name = "request_id")] string? requestId, [FromQuery(Name = "trace_id")] string? traceId) =>
            console.ShowAsync(http, requestId, traceId)).AddEndpointFilter(NoStore).RequireScope(Scopes.Texts).ExcludeFromDescription();
        return app;
    }

    private static void MapAlerts(RouteGroupBuilder content, RouteGroupBuilder pages)
    {
        pages.MapGet(AlertAddress.List, (AlertPages console, HttpContext http) => console.ListAsync(http));
        pages.MapGet(AlertAddress.IncidentPrefix + "{id}", (AlertPages console, HttpContext http, string id) => console.IncidentAsync(http, id));
        var change = content.MapGroup("").AddEndpointFilter(NoStore).RequireScope(Scopes.Admin).ExcludeFromDescription().DisableAntiforgery();
        change.MapPost(AlertAddress.Acknowledge, (AlertPages console, HttpContext http, string? key, string? incident) => console.AcknowledgeAsync(http, key, incident));
        change.MapPost(AlertAddress.Note, (AlertPages console, HttpContext http, string? incident, [FromForm] string? text) => console.NoteAsync(http, incident, text));
        change.MapPost(AlertAddress.Retire, (AlertPages console, HttpContext http, string? incident) => console.RetireAsync(http, incident));
        change.MapPost(
            DriftAddress.Reset,
            (DriftPages console, HttpContext http, string? component, [FromForm] string? reason, [FromForm] string? force) => console.ResetAsync(http, component ?? "", reason, force is not null));
        change.MapPost(AlertAddress.EndSilence, (AlertPages console, string? id) => console.EndSilenceAsync(id));
        change.MapPost(
            AlertAddress.Silence,
            (AlertPages console, HttpContext http, [FromForm] string? component, [FromForm] string? rule, [FromForm] int? hours, [FromForm] string? comment) =>
                console.SilenceAsync(http, component, rule, hours, comment));
    }

    /// <summary>Endpoint metadata: the answer is a page or an asset, worth compressing.</summary>
    private sealed record ConsoleContent;

    private static ValueTask<object?> NoStore(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return next(context);
    }
}
