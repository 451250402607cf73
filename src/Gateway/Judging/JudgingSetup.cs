using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Judging.Annotating;
using Plimsoll.Integrations.Embeddings;
using Plimsoll.Integrations.Judges;

namespace Plimsoll.Gateway.Judging;

internal static class JudgingSetup
{
    public static IServiceCollection AddJudging(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, JudgingJson.Default));
        services.AddSingleton<JudgeRota>().AddSingleton<JudgeTexts>().AddSingleton<JudgeEvents>();
        services.AddSingleton(s => new JudgeRunner(
            s.GetRequiredService<PlimsollOptions>(), s.GetRequiredService<JudgeTexts>(),
            JudgeFactory.Create(s.GetRequiredService<PlimsollOptions>().Quality.Judge, s.GetRequiredService<TimeProvider>()),
            Embedder(s), s.GetRequiredService<JudgeEvents>(), s.GetRequiredService<TimeProvider>()));
        return services.AddHostedService<JudgeWorker>();
    }

    private static AnswerEmbedder? Embedder(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return services.GetRequiredService<PlimsollOptions>().Embeddings is { } settings
            ? new(EmbedderFactory.Create(settings.Endpoint, time), settings, services.GetRequiredService<JudgeEvents>(), time) : null;
    }

    public static WebApplication MapJudging(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1/components/{id}").WithTags("Quality").RequireScope(Scopes.Read);
        api.MapGet("/quality", QualityEndpoints.QualityAsync)
            .WithSummary("Scores with what they rest on, and the judge with its queue and its budget")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/verdicts", QualityEndpoints.VerdictsAsync)
            .WithSummary("The last verdicts, newest or worst first, as JSON or CSV")
            .Produces<VerdictsAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapPost(AnnotationEndpoint.Path, AnnotationEndpoint.PostAsync).WithTags("Quality").RequireScope(Scopes.Ingest)
            .WithSummary("Human judgements of answers that were judged, as a JSON array or as text/csv")
            .Accepts<IReadOnlyList<AnnotationRow>>("application/json", "text/csv")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return app;
    }
}
