using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Ingest.Otlp.Metrics;

namespace Plimsoll.Gateway.Ingest.Otlp;

internal static class OtlpSetup
{
    public static IServiceCollection AddOtlp(this IServiceCollection services) => services
        .AddSingleton<OtlpTracesSignal>()
        .AddSingleton<OtlpMetricsSignal>();

    public static WebApplication MapOtlp(this WebApplication app)
    {
        Map<OtlpTracesSignal>(app, "/v1/traces");
        Map<OtlpMetricsSignal>(app, "/v1/metrics");
        return app;
    }

    private static void Map<TSignal>(WebApplication app, string path)
        where TSignal : IOtlpSignal
    {
        IIngestFormat? format = null;
        app.MapPost(path, context =>
        {
            var services = context.RequestServices;
            format ??= new OtlpHttpFormat(services.GetRequiredService<TSignal>());
            return services.GetRequiredService<IngestFlow>().RunAsync(context, format);
        }).RequireScope(Scopes.Ingest);
    }
}
