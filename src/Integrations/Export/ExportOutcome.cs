namespace Plimsoll.Integrations.Export;

/// <summary>What a receiver made of a payload.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome() { }

    public sealed record Sent : ExportOutcome;

    /// <param name="After">How long the receiver asks to be left alone; null where it says nothing.</param>
    /// <param name="Reason">A metric's label.</param>
    public sealed record Later(TimeSpan? After, string Reason) : ExportOutcome;

    /// <summary>It will never take this one.</summary>
    /// <param name="Reason">A metric's label.</param>
    public sealed record Refused(string Reason) : ExportOutcome;
}
