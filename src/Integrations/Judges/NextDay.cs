namespace Plimsoll.Integrations.Judges;

/// <summary>When a quota that counts by the day begins anew.</summary>
internal static class NextDay
{
    /// <summary>Start of the next UTC day, Unix milliseconds.</summary>
    public static long Ms(TimeProvider time) => new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
