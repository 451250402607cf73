namespace Plimsoll.Gateway.Hosting.Rehearsal;

internal sealed partial class StartRehearsal
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The way in was not rehearsed; the first seconds of traffic are slower")]
    private partial void LogSkipped(Exception trouble);
}
