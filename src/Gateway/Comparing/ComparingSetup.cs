using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Comparing;

public static class ComparingSetup
{
    public static IServiceCollection AddComparing(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ComparingJson.Default));
        return services.AddSingleton<ComparisonReader>();
    }

    public static WebApplication MapComparing(this WebApplication app)
    {
        app.MapGet("/api/v1/compare", CompareAsync).WithTags("Query").RequireScope(Scopes.Read)
            .WithSummary("Whether one version, variant or component is worse than another, in words that hold under continuous looking")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapPost(RolloutEndpoint.Path, RolloutEndpoint.RearmAsync).WithTags("Query").RequireScope(Scopes.Admin)
            .WithSummary("Arm a rollout again that was rolled back: it begins at its first step")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return app;
    }

    private static async Task<Results<Ok<ComparisonAnswer>, ProblemHttpResult>> CompareAsync(
        [AsParameters] ComparisonQuestion question, ComparisonReader reader, IComponentDirectory directory) =>
        await reader.ReadAsync(question) switch
        {
            ComparisonResult.Compared(var comparison) => TypedResults.Ok(ComparisonAnswer.Of(question, comparison)),
            ComparisonResult.Unknown(var component) => await QueryProblems.NoSuchComponentAsync(component, directory),
            ComparisonResult.Wrong(var error) => QueryProblems.BadParameter(error),
            var other => throw new InvalidOperationException($"{other} is no result"),
        };
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ComparisonAnswer))]
internal sealed partial class ComparingJson : JsonSerializerContext;
