namespace Plimsoll.Gateway.Erasing;

internal sealed partial class ErasureEvents
{
    [LoggerMessage(LogLevel.Information, "Erasure {Id} is {State} {Reason}: {Rows} rows of the journal, found in {Found} places afterwards")]
    private partial void ErasureEnded(string id, string state, string reason, long rows, long found);

    [LoggerMessage(LogLevel.Error, "An erasure failed; asked for again it goes on")]
    private partial void ErasureFailed(Exception trouble);
}
