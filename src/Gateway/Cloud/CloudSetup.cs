using Plimsoll.Configuration;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Publishing;
using Plimsoll.Gateway.SageMaker;

namespace Plimsoll.Gateway.Cloud;

internal static class CloudSetup
{
    public static IServiceCollection AddCloud(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, CloudJson.Default));
        return services.AddSingleton(s => new CloudReader(
            s.GetRequiredService<PlimsollOptions>(), s.GetService<PublishingEvents>(), s.GetService<SageMakerEvents>(), s.GetService<CaptureReader>()));
    }

    public static WebApplication MapCloud(this WebApplication app)
    {
        app.MapGet("/api/v1/cloud", (CloudReader cloud) => cloud.Read())
            .WithTags("Cloud").WithSummary("What is published to AWS and read from it, with backlog, problems and estimated cost").Produces<CloudStanding>().RequireScope(Scopes.Read);
        return app;
    }
}
