namespace Plimsoll.Fleet;

/// <param name="DurationMs">A holder that has not renewed for as long loses the lease.</param>
public sealed record LeaseSettings(long DurationMs = 15_000)
{
    /// <summary>A holder stops this much earlier, so that clocks which run 10% apart never make two of them.</summary>
    public long MarginMs => DurationMs / 5;

    /// <summary>Between renewals, so that two may fail in between.</summary>
    public long RenewalMs => DurationMs / 4;
}
