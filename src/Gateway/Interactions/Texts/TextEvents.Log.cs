namespace Plimsoll.Gateway.Interactions.Texts;

internal sealed partial class TextEvents
{
    [LoggerMessage(LogLevel.Error, "The audit log takes nothing, so no text is answered")]
    private partial void AuditNotWritten(Exception trouble);
}
