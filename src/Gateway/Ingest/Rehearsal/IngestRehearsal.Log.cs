namespace Plimsoll.Gateway.Ingest.Rehearsal;

internal sealed partial class IngestRehearsal
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The way in was not rehearsed; the first seconds of traffic are slower")]
    private partial void LogSkipped(Exception trouble);
}
