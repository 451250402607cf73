namespace Plimsoll.Alerting.Desk;

/// <summary>What became of one try to notify.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    public sealed record Sent : DeliveryOutcome;

    /// <summary>Try again.</summary>
    /// <param name="After">As the receiver asks; null where it does not.</param>
    /// <param name="Reason">A word of a small set: it is a metric label.</param>
    public sealed record Later(TimeSpan? After, string Reason) : DeliveryOutcome
    {
        /// <summary>No answer came: the receiver may have heard all the same.</summary>
        public bool MayHaveArrived { get; init; }
    }

    /// <summary>The receiver will never take it.</summary>
    public sealed record Rejected(string Reason) : DeliveryOutcome;
}
