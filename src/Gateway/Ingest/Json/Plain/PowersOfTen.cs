namespace Plimsoll.Gateway.Ingest.Json.Plain;

internal static class PowersOfTen
{
    /// <summary>10^0 to 10^15.</summary>
    public static ReadOnlySpan<long> Whole =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    ];

    /// <summary>
    /// The double nearest to a decimal of at most 15 digits by one exact division (Clinger 1990, the fast path: both
    /// operands are exact, so the quotient is correctly rounded).
    /// </summary>
    public static double Scale(long mantissa, int decimals) => mantissa / (double)Whole[decimals];
}
