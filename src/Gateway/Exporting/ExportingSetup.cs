using Plimsoll.Configuration.Exporting;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Exporting.Otlp;
using Plimsoll.Gateway.Exporting.RemoteWrite;
using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting;

internal static class ExportingSetup
{
    public static IServiceCollection AddExporting(this IServiceCollection services, ExportOptions options)
    {
        services.AddSingleton<ExportInstruments>();
        if (options.RemoteWrite is { } remoteWrite)
            services.AddExport<RemoteWriteSource>(remoteWrite);
        if (options.Otlp is { } otlp)
            services.AddExport<OtlpMetricSource>(otlp);
        if (options is { Otlp: { } events, Verdicts: true })
            services.AddExport<OtlpVerdictSource>(events);
        return services;
    }

    private static void AddExport<TSource>(this IServiceCollection services, ExportDestination destination)
        where TSource : class, IExportSource =>
        services.AddSingleton<IHostedService>(p => new Exporter(
            ActivatorUtilities.CreateInstance<TSource>(p, destination),
            destination,
            new ExportClient(ExportClient.NewHttp(), p.GetRequiredService<TimeProvider>(), destination.Timeout, destination.Headers),
            p.GetRequiredService<ExportInstruments>(),
            p.GetRequiredService<IFleetLease>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<Exporter>>()));
}
