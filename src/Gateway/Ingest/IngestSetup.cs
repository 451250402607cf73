using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Ingest.Otlp;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest;

public static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton(p => p.GetRequiredService<PlimsollOptions>().Ingest)
        .AddSingleton<IngestGate>()
        .AddSingleton<BodyReader>()
        .AddSingleton<DecoderPool>()
        .AddOtlp()
        .AddRemoteWrite()
        .AddSingleton<IngestInstruments>()
        .AddSingleton<IngestFlow>();

    public static WebApplication MapIngest(this WebApplication app)
    {
        MapJson(app, "/api/v1/records", TelemetryKind.Inference, "records");
        MapJson(app, "/api/v1/gpu", TelemetryKind.Gpu, "gpu");
        MapJson(app, "/api/v1/engine", TelemetryKind.Engine, "engine");
        MapJson(app, "/api/v1/hosts", TelemetryKind.Host, "hosts");
        MapJson(app, "/api/v1/feedback", TelemetryKind.Feedback, "feedback");
        MapJson(app, "/api/v1/outcomes", TelemetryKind.Outcome, "outcomes");
        return app.MapOtlp().MapRemoteWrite();
    }

    private static void MapJson(WebApplication app, string path, TelemetryKind kind, string name)
    {
        IIngestFormat? format = null;
        app.MapPost(path, context =>
        {
            var services = context.RequestServices;
            format ??= new JsonFormat(kind, name, services.GetRequiredService<DecoderPool>(), services.GetRequiredService<IngestOptions>(), services.GetRequiredService<IngestGate>());
            return services.GetRequiredService<IngestFlow>().RunAsync(context, format);
        }).RequireScope(Scopes.Ingest);
    }
}
