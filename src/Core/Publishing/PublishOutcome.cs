namespace Plimsoll.Publishing;

/// <summary>What became of one call of a receiver.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome() { }

    public sealed record Done : PublishOutcome;

    /// <summary>Try again: the receiver is busy or away.</summary>
    /// <param name="MayCount">It may have been counted all the same, so that a second try may count it twice.</param>
    public sealed record Later(string Reason, TimeSpan? RetryAfter, bool MayCount) : PublishOutcome;

    /// <summary>Nothing of the kind is taken until an operator changes something.</summary>
    public sealed record Refused(string Reason, string Advice) : PublishOutcome;

    /// <summary>This call will never be taken.</summary>
    public sealed record Rejected(string Reason, string Message) : PublishOutcome;
}

/// <summary>Where minutes are published.</summary>
public interface IMinuteSink
{
    /// <summary>As few calls as the receiver's limits allow; a call of its own for each namespace.</summary>
    IReadOnlyList<PublishCall> Pack(IReadOnlyList<PublishedMinute> minutes);

    Task<PublishOutcome> SendAsync(PublishCall call, CancellationToken cancellationToken);
}

/// <param name="Body">As the receiver takes it.</param>
/// <param name="Points">In it.</param>
public sealed record PublishCall(long Minute, string Namespace, ReadOnlyMemory<byte> Body, int Points);
