namespace Plimsoll.Gateway.Exporting;

internal sealed partial class Exporter
{
    [LoggerMessage(LogLevel.Warning, "The receiver of {Export} takes nothing at present ({Reason}); it is tried again in {Wait}")]
    private partial void LogLater(string export, string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "The receiver of {Export} refused {Points} points ({Reason}); they are not sent again")]
    private partial void LogRefused(string export, string reason, int points);

    [LoggerMessage(LogLevel.Warning, "Nothing could be collected for {Export}")]
    private partial void LogNotCollected(Exception failed, string export);
}
