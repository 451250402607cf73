using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Compliance;

internal static class ComplianceSetup
{
    public static IServiceCollection AddCompliance(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ComplianceJson.Default));
        return services.AddSingleton<AuditReader>().AddSingleton<ComplianceReader>();
    }

    public static WebApplication MapCompliance(this WebApplication app)
    {
        app.MapGet(ComplianceEndpoint.Path, ComplianceEndpoint.GetAsync).WithTags("Reports").RequireScope(Scopes.Admin)
            .WithSummary("What was served, judged, changed and kept in a period, for an auditor: JSON or one page, with a digest")
            .Produces<ComplianceAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return app;
    }
}
