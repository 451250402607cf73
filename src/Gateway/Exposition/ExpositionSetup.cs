using System.Diagnostics.Metrics;
using Plimsoll.Components;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Exposition;

public static class ExpositionSetup
{
    /// <summary>Key of the directory whose components are exposed, where that is not all of them.</summary>
    public const string ExposedKey = "exposed";

    public static IServiceCollection AddExposition(this IServiceCollection services) => services
        .AddSingleton(p => new GatewayMeter(p.GetService<IMeterFactory>()))
        .AddSingleton(p => new MetricsEndpoint(p.GetKeyedService<IComponentDirectory>(ExposedKey) ?? p.GetRequiredService<IComponentDirectory>(), p.GetRequiredService<GatewayMeter>()));

    public static WebApplication MapExposition(this WebApplication app)
    {
        // Made here, before the first measurement, so that no count is missed.
        var endpoint = app.Services.GetRequiredService<MetricsEndpoint>();
        app.MapGet("/metrics", (Delegate)endpoint.WriteAsync)
            .WithTags("Metrics").WithSummary("Prometheus text 0.0.4; OpenMetrics 1.0.0 or protobuf with native histograms where Accept asks for it")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "application/openmetrics-text", "application/vnd.google.protobuf")
            .RequireScope(Scopes.Read);
        return app;
    }
}
