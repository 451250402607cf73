namespace Plimsoll.Gateway.Hosting.Reloading;

internal sealed partial class FileWatch
{
    [LoggerMessage(LogLevel.Information, "The files of {What} changed and are in force")]
    private partial void LogTaken(string what);

    [LoggerMessage(LogLevel.Error, "The files of {What} changed and cannot be used; what was in force before stays: {Problem}")]
    private partial void LogRefused(string what, string problem);
}
