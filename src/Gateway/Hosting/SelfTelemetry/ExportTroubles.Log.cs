namespace Plimsoll.Gateway.Hosting.SelfTelemetry;

internal sealed partial class ExportTroubles
{
    [LoggerMessage(LogLevel.Warning, "Own metrics or traces are not exported: {Reason}")]
    private partial void NotExported(string reason);
}
