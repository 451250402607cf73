namespace Plimsoll.Gateway.Watching;

internal sealed partial class BaselineRenewer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The baseline of drift of {Component} begins anew: {By} asked for it")]
    private partial void Renewed(string component, string by);
}
