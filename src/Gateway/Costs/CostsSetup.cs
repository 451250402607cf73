using System.Text.Json.Serialization;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Costs;

internal static class CostsSetup
{
    public static IServiceCollection AddCosts(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, CostsJson.Default));
        return services.AddSingleton<EvidenceReader>().AddSingleton<CostReader>();
    }

    public static WebApplication MapCosts(this WebApplication app)
    {
        app.MapGet(CostEndpoint.Path, CostEndpoint.GetAsync).WithTags("Query").RequireScope(Scopes.Read)
            .WithSummary("What components, their versions and tenants cost over some days, what stood idle, and how many copies the load needs; JSON or CSV")
            .Produces<CostsAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return app;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CostsAnswer))]
internal sealed partial class CostsJson : JsonSerializerContext;
