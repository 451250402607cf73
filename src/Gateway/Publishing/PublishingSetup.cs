using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Integrations.Publishing;

namespace Plimsoll.Gateway.Publishing;

internal static class PublishingSetup
{
    /// <summary>Nothing where nothing is configured.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services, PlimsollOptions options)
    {
        if (options.CloudWatch is not { } settings)
            return services;
        services.AddSingleton(settings).AddSingleton<PublishingEvents>().AddSingleton<MinuteCollector>();
        services.AddSingleton(s => SinkFactory.Make(settings, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDegradation, PublishingDegradation>();
        return services.AddHostedService<CloudWatchPublisher>();
    }

    private sealed class PublishingDegradation(PublishingEvents events) : IDegradation
    {
        public string? Problem => events.Status.Problem is { } problem ? $"cloudwatch: {problem}" : null;
    }
}
