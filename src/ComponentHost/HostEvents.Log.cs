namespace Plimsoll.ComponentHost;

public sealed partial class HostEvents
{
    [LoggerMessage(LogLevel.Warning, "Checkpoint of component {Component} not committed: {Reason}")]
    private partial void CheckpointUnavailable(string component, string reason);

    [LoggerMessage(LogLevel.Error, "Checkpoint of component {Component} failed")]
    private partial void CheckpointThrew(Exception trouble, string component);

    [LoggerMessage(LogLevel.Error, "Checkpoint of component {Component} is damaged: it begins anew from what the journal holds")]
    private partial void CheckpointUnreadable(Exception corrupt, string component);

    [LoggerMessage(LogLevel.Error, "The newest checkpoint of component {Component} is damaged, the one before takes its place: {Damage}")]
    private partial void NewestUnreadable(string component, string damage);

    [LoggerMessage(LogLevel.Warning, "Checkpoint of component {Component} is left as it is: {Reason}")]
    private partial void CheckpointNewer(string component, string reason);

    [LoggerMessage(LogLevel.Error, "Block {Block} of component {Component} is damaged and left out")]
    private partial void BlockUnreadable(Exception corrupt, string component, string block);

    [LoggerMessage(LogLevel.Warning, "Another writer saved component {Component} (version {Current}): its state is read again")]
    private partial void AnotherWriter(string component, long current);

    [LoggerMessage(LogLevel.Error, "Component {Component} could not apply batch {Sequence} of journal {Journal}: it goes back to its checkpoint and the batch is set aside")]
    private partial void ApplyThrew(Exception bug, string component, long sequence, Guid journal);

    [LoggerMessage(LogLevel.Error, "Component {Component} failed at a tick and goes back to its checkpoint")]
    private partial void TickThrew(Exception bug, string component);

    [LoggerMessage(LogLevel.Warning, "Effect {Kind} {Id} of component {Component} is put off: {Reason}")]
    private partial void EffectPutOff(string component, string kind, string id, string reason);

    [LoggerMessage(LogLevel.Error, "Effect {Kind} {Id} of component {Component} is given up: {Reason}")]
    private partial void EffectGivenUp(string component, string kind, string id, string reason);

    [LoggerMessage(LogLevel.Error, "Effect {Kind} {Id} of component {Component} failed and will be tried again")]
    private partial void EffectFailed(Exception trouble, string component, string kind, string id);

    [LoggerMessage(LogLevel.Warning, "The fleet's budget for judging is out of reach; judging waits")]
    private partial void FundsNotReached(Exception? trouble);

    [LoggerMessage(LogLevel.Error, "The clock's work on component {Component} failed")]
    public partial void UpkeepFailed(Exception trouble, string component);

    [LoggerMessage(LogLevel.Warning, "The time to stop was up before every component was saved: the journals hold the rest")]
    public partial void StoppedUnsaved();
}
