using System.Globalization;

namespace Plimsoll.EndToEnd.Tests.Soak;

/// <summary>Runs for half an hour when <c>PLIMSOLL_LONG</c> is 1, as <c>./test.sh --long</c> sets it, or for <c>PLIMSOLL_SOAK_MINUTES</c>.</summary>
public sealed class SoakFactAttribute : FactAttribute
{
    private const int DefaultMinutes = 30;

    public SoakFactAttribute()
    {
        if (Given is null && Environment.GetEnvironmentVariable("PLIMSOLL_LONG") != "1")
            Skip = "Long: ./test.sh --long runs it for 30 minutes, PLIMSOLL_SOAK_MINUTES=3 for less";
    }

    public static TimeSpan Duration => TimeSpan.FromMinutes(Given ?? DefaultMinutes);

    private static double? Given =>
        double.TryParse(Environment.GetEnvironmentVariable("PLIMSOLL_SOAK_MINUTES"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;
}
