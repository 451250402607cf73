using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Interactions.Texts;

internal static class TextsSetup
{
    public static IServiceCollection AddTexts(this IServiceCollection services) => services
        .AddSingleton<TextScreen>().AddSingleton<TextEvents>().AddSingleton<TextAudit>().AddSingleton<TextReader>()
        .AddSingleton<TextStore>().AddSingleton<ITextSink>(s => s.GetRequiredService<TextStore>())
        .AddHostedService(s => s.GetRequiredService<TextStore>());

    public static WebApplication MapTexts(this WebApplication app)
    {
        app.MapGet("/api/v1/texts", TextEndpoints.ReadAsync).WithTags("Interactions").RequireScope(Scopes.Texts)
            .WithSummary("Redacted texts of a request of the sample; every read is written to the audit log")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return app;
    }
}
