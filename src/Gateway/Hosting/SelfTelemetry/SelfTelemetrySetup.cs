using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

internal static class SelfTelemetrySetup
{
    /// <summary>Registered before everything that works, so that it starts before and stops after.</summary>
    public static void AddSelfTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        if (options.OtlpEndpoint is null)
            return;
        services.AddSingleton(TelemetrySources.OfGateway);
        services.AddHostedService<TelemetryExport>();
    }
}
