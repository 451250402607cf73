using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Gateway.Interactions.Texts;

namespace Plimsoll.Gateway.Interactions;

public static class InteractionsSetup
{
    public static IServiceCollection AddInteractions(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, InteractionsJson.Default));
        services.AddSingleton<InteractionEvents>().AddSingleton<SlowThresholds>().AddSingleton<QueryReader>().AddSingleton<InteractionLog>();
        services.AddSingleton(s => new IndexShelf(
            Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, "interactions"),
            new RowKeys(s.GetRequiredService<IHashKey>().Hash), s.GetRequiredService<InteractionEvents>()));
        return services.AddHostedService<IndexingService>().AddTexts();
    }

    public static WebApplication MapInteractions(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1/interactions").WithTags("Interactions").RequireScope(Scopes.Read);
        api.MapGet("", InteractionEndpoints.SearchAsync)
            .WithSummary("Requests of the log, newest received first")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapGet("/at/{position}", InteractionEndpoints.AtAsync)
            .WithSummary("One request by its place in the log")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/{*request_id}", InteractionEndpoints.OneAsync)
            .WithSummary("Everything that the log holds of one request id")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return app.MapTexts();
    }
}
