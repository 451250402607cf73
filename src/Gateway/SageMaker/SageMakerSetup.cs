using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Integrations.SageMaker;

namespace Plimsoll.Gateway.SageMaker;

internal static class SageMakerSetup
{
    /// <summary>Nothing where nothing is configured.</summary>
    public static IServiceCollection AddSageMaker(this IServiceCollection services, PlimsollOptions options)
    {
        if (options.SageMaker is not { } settings)
            return services;
        services.AddSingleton(settings).AddSingleton<SageMakerEvents>().AddSingleton<PullTurn>();
        services.AddSingleton(s => CloudMetricsFactory.Make(settings, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDegradation, SageMakerDegradation>();
        return services.AddHostedService<SageMakerPuller>();
    }

    private sealed class SageMakerDegradation(SageMakerEvents events) : IDegradation
    {
        public string? Problem => events.Status.Problem is { } problem ? $"sagemaker: {problem}" : null;
    }
}
