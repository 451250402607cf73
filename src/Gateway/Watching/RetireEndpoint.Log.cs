namespace Plimsoll.Gateway.Watching;

internal sealed partial class RetireEndpoint
{
    [LoggerMessage(LogLevel.Information, "Component {Component} was retired by {By}")]
    private static partial void Retired(ILogger logger, string component, string by);
}
