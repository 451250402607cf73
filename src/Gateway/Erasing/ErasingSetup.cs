using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Erasing;

internal static class ErasingSetup
{
    public static IServiceCollection AddErasing(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ErasingJson.Default));
        services.AddSingleton<ErasureEvents>().AddSingleton<ComponentErasures>().AddSingleton<ErasureRunner>().AddSingleton<ErasureDesk>();
        return services.AddHostedService(s => s.GetRequiredService<ErasureDesk>());
    }

    public static WebApplication MapErasing(this WebApplication app)
    {
        var api = app.MapGroup(ErasureEndpoints.Path).WithTags("Erasures").RequireScope(Scopes.Admin);
        api.MapPost("", ErasureEndpoints.Start)
            .WithSummary("Erases a user's texts, verdict texts and identifiers everywhere, and searches for what is left")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/{id}", ErasureEndpoints.Find)
            .WithSummary("How an erasure stands, what it took away and what was searched")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return app;
    }
}
