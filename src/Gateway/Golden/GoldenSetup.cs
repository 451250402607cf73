using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Golden;

internal static class GoldenSetup
{
    public static IServiceCollection AddGolden(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, GoldenJson.Default));
        services.AddSingleton<GoldenEvents>().AddSingleton<GoldenReader>().AddSingleton<IGoldenAsker, GoldenAsker>();
        return services.AddHostedService<GoldenWorker>();
    }

    public static WebApplication MapGolden(this WebApplication app)
    {
        app.MapGet(GoldenEndpoints.Path, GoldenEndpoints.ListAsync).WithTags("Quality").RequireScope(Scopes.Read)
            .WithSummary("Golden sets on a schedule: their runs, and what regressed")
            .ProducesProblem(StatusCodes.Status404NotFound);
        app.MapPost(GoldenEndpoints.AcceptPath, GoldenEndpoints.AcceptAsync).WithTags("Quality").RequireScope(Scopes.Admin)
            .WithSummary("Takes what a golden set finds next for what it should find")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return app;
    }
}
