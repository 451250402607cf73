using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

/// <summary>
/// Sends metrics and traces of this process over OTLP while it runs. Where the receiver does not keep up spans are dropped
/// beyond 2,048, and counters lose nothing: they are cumulative.
/// </summary>
internal sealed class TelemetryExport(
    PlimsollOptions options, IEnumerable<TelemetrySources> sources, IMeterFactory meters, TimeProvider time, ILogger<ExportTroubles> logger)
    : IHostedService, IDisposable
{
    private readonly TelemetryOptions _settings = options.Telemetry;
    private MeterProvider? _metrics;
    private TracerProvider? _traces;
    private ExportTroubles? _troubles;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _troubles = new ExportTroubles(meters, time, logger);
        _metrics = Metrics();
        _traces = Traces();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var limit = (int)_settings.Timeout.TotalMilliseconds;
        await Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(limit), CancellationToken.None), Task.Run(() => _metrics?.Shutdown(limit), CancellationToken.None));
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        _troubles?.Dispose();
    }

    private MeterProvider Metrics() => Sdk.CreateMeterProviderBuilder()
        .SetResourceBuilder(Resource())
        .AddMeter([.. sources.SelectMany(s => s.Meters)])
        .AddOtlpExporter((exporter, reader) =>
        {
            Configure(exporter, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)_settings.MetricsInterval.TotalMilliseconds;
            reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = (int)_settings.Timeout.TotalMilliseconds;
        })
        .Build();

    private TracerProvider Traces() => Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(Resource())
        .AddSource([.. sources.SelectMany(s => s.Activities)])
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(_settings.TraceRatio)))
        .AddOtlpExporter(exporter => Configure(exporter, "v1/traces"))
        .Build();

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        var endpoint = _settings.OtlpEndpoint!;
        exporter.Protocol = _settings.Protocol == OtlpProtocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = _settings.Protocol == OtlpProtocol.Http ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}") : endpoint;
        exporter.Headers = _settings.Headers;
        exporter.TimeoutMilliseconds = (int)_settings.Timeout.TotalMilliseconds;
    }

    /// <summary>The environment's OTEL_RESOURCE_ATTRIBUTES are in it too.</summary>
    private ResourceBuilder Resource()
    {
        var version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return ResourceBuilder.CreateDefault().AddService(
            _settings.ServiceName, serviceVersion: version, autoGenerateServiceInstanceId: false, serviceInstanceId: Instance());
    }

    /// <summary>The same after a restart, and another for each process of a machine: its name and the port of its first address.</summary>
    private string Instance() => $"{Environment.MachineName}:{options.Urls[0].TrimEnd('/').Split(':')[^1]}";
}
