namespace Plimsoll.Gateway.Demo;

internal sealed partial class DemoDriver
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Demo: history filled in with {Rows} rows")]
    private partial void LogFilled(int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demo: batch refused ({Reason}), trying again")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Demo: row rejected as {Code}: {Reason}")]
    private partial void LogRejected(string code, string reason);
}
