using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

/// <summary>The exporters tell of failures by events alone: these are counted, and one a minute is logged.</summary>
internal sealed partial class ExportTroubles(IMeterFactory meters, TimeProvider time, ILogger<ExportTroubles> logger) : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-OpenTelemetryProtocol";
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Counter<long> _troubles = meters.Create(Tally.MeterName).CreateCounter<long>(
        "plimsoll_gateway_telemetry_export_troubles", description: "Warnings and errors of the exporters of this process's own metrics and traces.");

    private long _nextLogMs;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Exporter)
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        _troubles.Add(1);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var next = Volatile.Read(ref _nextLogMs);
        if (now >= next && Interlocked.CompareExchange(ref _nextLogMs, now + (long)Quiet.TotalMilliseconds, next) == next)
            NotExported(Text(eventData));
    }

    private static string Text(EventWrittenEventArgs happened) => happened is { Message: { } format, Payload: { } payload }
        ? string.Format(CultureInfo.InvariantCulture, format, [.. payload])
        : happened.EventName ?? "";
}
