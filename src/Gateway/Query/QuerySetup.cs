using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query.Answers;
using Plimsoll.Gateway.Query.OpenApi;

namespace Plimsoll.Gateway.Query;

public static class QuerySetup
{
    public static IServiceCollection AddQuery(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, QueryJson.Default);
        });
        return services.AddOpenApi("v1", OpenApiDescription.Configure);
    }

    public static WebApplication MapQuery(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").WithTags("Query").RequireScope(Scopes.Read);
        api.MapGet("/components", ComponentEndpoints.ListAsync)
            .WithSummary("Every component at a glance");
        api.MapGet("/components/{id}", ComponentEndpoints.OneAsync)
            .WithSummary("Everything of one component over the retained history")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/components/{id}/drift", ComponentEndpoints.DriftAsync)
            .WithSummary("The last hour of one component against its seasonal baseline, test by test")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/components/{id}/series", SeriesEndpoints.OneAsync)
            .WithSummary("One metric of one component over time")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/series", SeriesEndpoints.SeveralAsync)
            .WithSummary("Several metrics of several components over the same time")
            .Produces<SeriesListAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/fleet", ComponentEndpoints.FleetAsync)
            .WithSummary("What the fleet adds up to, and each endpoint's share");
        app.MapOpenApi().RequireScope(Scopes.Read);
        return app;
    }
}
