namespace Plimsoll.Gateway.Interactions;

internal sealed partial class InteractionEvents
{
    [LoggerMessage(LogLevel.Warning, "An index of the interaction log is made anew: {Damage}")]
    private partial void Damaged(string damage);

    [LoggerMessage(LogLevel.Warning, "The disk refused an index of the interaction log: {Trouble}")]
    private partial void NotWritten(string trouble);
}
