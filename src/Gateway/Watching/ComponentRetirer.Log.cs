namespace Plimsoll.Gateway.Watching;

internal sealed partial class ComponentRetirer
{
    [LoggerMessage(LogLevel.Information, "Component {Component} was retired by {By}")]
    private partial void Retired(string component, string by);
}
