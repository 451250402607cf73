namespace Plimsoll.Gateway.Pipeline;

internal sealed partial class PipelineEvents
{
    [LoggerMessage(LogLevel.Error, "hash.key of the data directory is gone and a new one was made: users, sessions and repeated requests of before are no longer recognised, and plimsoll erase does not find them. Restore the old one from a backup")]
    private partial void KeyReplaced();

    [LoggerMessage(LogLevel.Information, "Journal opened: {Segments} segments, {Entries} entries, {CutBytes} bytes cut, new journal {NewJournal}")]
    private partial void JournalOpened(int segments, long entries, long cutBytes, bool newJournal);

    [LoggerMessage(LogLevel.Warning, "Journal cut: {Place}; {Bytes} bytes there are no whole entry")]
    private partial void JournalCut(string place, long bytes);

    [LoggerMessage(LogLevel.Error, "Journal damaged: {Problem}")]
    private partial void JournalDamaged(string problem);

    [LoggerMessage(LogLevel.Information, "Recovered: {Entries} journal entries delivered again, {Ids} ids remembered")]
    private partial void RecoveryDone(long entries, long ids);

    [LoggerMessage(LogLevel.Warning, "The journal took nothing: {Reason}")]
    private partial void SubmissionRefused(string reason);

    [LoggerMessage(LogLevel.Error, "Batch {Sequence} of journal {Journal} set aside for component {Component}: {Reason}")]
    private partial void BatchSetAside(string component, Guid journal, long sequence, string reason);

    [LoggerMessage(LogLevel.Warning, "Delivery to component {Component} failed and will be repeated")]
    private partial void DeliveryThrew(Exception trouble, string component);

    [LoggerMessage(LogLevel.Error, "Entry {Sequence} of journal {Journal} does not decode and is left out: {Error}")]
    private partial void EntryUndecodable(Guid journal, long sequence, string error);

    [LoggerMessage(LogLevel.Warning, "The components are out of reach: traffic is refused until they answer")]
    public partial void ComponentsOutOfReach(Exception trouble);

    [LoggerMessage(LogLevel.Warning, "The disk did not take delivery.mark: a restart would read more of the journal than it needs until it does")]
    private partial void MarkNotWritten(Exception refused);
}
