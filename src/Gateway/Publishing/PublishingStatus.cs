namespace Plimsoll.Gateway.Publishing;

/// <summary>How publishing stands, for pages and probes.</summary>
/// <param name="Holder">Whether this process publishes for the fleet.</param>
/// <param name="Through">Start of the last minute that was published wholly; null before the first.</param>
/// <param name="Waiting">Calls that wait.</param>
/// <param name="Problem">What is wrong and what to do about it; null while all is well.</param>
/// <param name="Metrics">Different metrics of the fullest minute of the last hour.</param>
/// <param name="MonthlyDollars">Estimate for them.</param>
internal sealed record PublishingStatus(
    bool Holder, DateTimeOffset? Through, int Waiting, string? Problem, long Metrics, int CallsPerMinute, double MonthlyDollars)
{
    public static readonly PublishingStatus None = new(false, null, 0, null, 0, 0, 0);
}
