using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Ingest.Series;

namespace Plimsoll.Gateway.Ingest.RemoteWrite;

internal static class RemoteWriteSetup
{
    public static IServiceCollection AddRemoteWrite(this IServiceCollection services) => services
        .AddSingleton(p => new HaTracker(p.GetRequiredService<PlimsollOptions>().RemoteWrite.HighAvailability, p.GetRequiredService<TimeProvider>()))
        .AddSingleton<LastGauges>()
        .AddSingleton<HistogramTable>()
        .AddSingleton<RemoteWriteInstruments>()
        .AddSingleton<RemoteWriteFormat>();

    public static WebApplication MapRemoteWrite(this WebApplication app)
    {
        app.MapPost("/api/v1/write", context =>
            context.RequestServices.GetRequiredService<IngestFlow>().RunAsync(context, context.RequestServices.GetRequiredService<RemoteWriteFormat>()))
            .RequireScope(Scopes.Ingest);
        return app;
    }
}
