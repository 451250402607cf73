using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Hosting.Listening;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Ingest.Otlp.Grpc;
using Plimsoll.Gateway.Ingest.Otlp.Logs;
using Plimsoll.Gateway.Ingest.Otlp.Metrics;

namespace Plimsoll.Gateway.Ingest.Otlp;

internal static class OtlpSetup
{
    public static IServiceCollection AddOtlp(this IServiceCollection services) => services
        .AddSingleton<OtlpTracesSignal>()
        .AddSingleton<OtlpMetricsSignal>()
        .AddSingleton<OtlpLogsSignal>();

    public static WebApplication MapOtlp(this WebApplication app)
    {
        Map<OtlpTracesSignal>(app, "/v1/traces", "trace.v1.TraceService");
        Map<OtlpMetricsSignal>(app, "/v1/metrics", "metrics.v1.MetricsService");
        Map<OtlpLogsSignal>(app, "/v1/logs", "logs.v1.LogsService");
        return app;
    }

    private static void Map<TSignal>(WebApplication app, string path, string service)
        where TSignal : IOtlpSignal
    {
        var signal = app.Services.GetRequiredService<TSignal>();
        var flow = app.Services.GetRequiredService<IngestFlow>();
        var http = new OtlpHttpFormat(signal);
        var grpc = new OtlpGrpcFormat(signal, app.Services.GetRequiredService<BodyReader>());
        app.MapPost(path, context => flow.RunAsync(context, http)).RequireScope(Scopes.Ingest);
        app.MapPost($"{OtlpGrpcGuard.Services}{service}/Export", context => flow.RunAsync(context, grpc))
            .RequireScope(Scopes.Ingest).ExcludeFromDescription();
    }
}
