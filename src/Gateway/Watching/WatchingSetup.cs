using System.Text.Json.Serialization;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Watching;

internal static class WatchingSetup
{
    public static IServiceCollection AddWatching(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WatchingJson.Default));
        return services.AddSingleton<BaselineRenewer>().AddSingleton<ComponentRetirer>();
    }

    public static WebApplication MapWatching(this WebApplication app)
    {
        app.MapPost("/api/v1/components/{id}/drift/reset", BaselineEndpoint.ResetAsync).WithTags("Query").RequireScope(Scopes.Admin)
            .WithSummary("What the component does now is its new usual: drift is compared with what comes from the next hour on")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapPost("/api/v1/components/{id}/retire", RetireEndpoint.RetireAsync).WithTags("Alerts").RequireScope(Scopes.Admin)
            .WithSummary("The component was deleted or scaled to zero on purpose: its alerts end, and none begins until it has requests again")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/api/v1/components/{id}/quality/load", QualityLoadEndpoint.GetAsync).WithTags("Quality").RequireScope(Scopes.Read)
            .WithSummary("Whether poor scores go with queueing, cache and GPU pressure, lengths or prompt classes")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return app;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BaselineResetRequest))]
[JsonSerializable(typeof(QualityLoadView))]
internal sealed partial class WatchingJson : JsonSerializerContext;
