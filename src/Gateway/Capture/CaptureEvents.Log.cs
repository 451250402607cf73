namespace Plimsoll.Gateway.Capture;

internal sealed partial class CaptureEvents
{
    [LoggerMessage(LogLevel.Information, "Capture {Source} is read again")]
    private partial void WellAgain(string source);

    [LoggerMessage(LogLevel.Warning, "Capture {Source} could not be read: {Reason}; next try in {Wait}")]
    private partial void NotAnswered(string source, string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Reading capture {Source} stands still. {Advice}. Next try in {Wait}")]
    private partial void MustChange(string source, string advice, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "Capture {Source}: line {Line} of {Key} is left out: {Reason}")]
    private partial void LineLeftOut(string source, string key, int line, string reason);

    [LoggerMessage(LogLevel.Warning, "Capture {Source}: {Key} is left out: {Reason}")]
    private partial void NotRead(string source, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Capture {Source}: what came in {Missed} is too old to be read")]
    private partial void Missed(string source, TimeSpan missed);

    [LoggerMessage(LogLevel.Warning, "How far capture {Source} was read was not saved: {Why}")]
    private partial void NotSaved(string source, string why);

    [LoggerMessage(LogLevel.Error, "Reading capture {Source} failed; it is tried again")]
    private partial void Failed(string source, Exception trouble);
}
