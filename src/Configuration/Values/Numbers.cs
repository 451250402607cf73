using System.Globalization;

namespace Plimsoll.Configuration.Values;

internal static class Numbers
{
    public static ValueReader<int> Between(int least, int most) => text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : Parsed<int>.Fail(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a whole number from {least} to {most}"));

    /// <summary>A rate above 0.</summary>
    public static ValueReader<double> PositiveUpTo(double most) => text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most
            ? value
            : Parsed<double>.Fail(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number above 0 and up to {most}, such as 2.5"));

    /// <summary>From 0 to 1, both included.</summary>
    public static Parsed<double> Ratio(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1
            ? value
            : Parsed<double>.Fail($"'{text}' is not a number from 0 to 1, such as 0.5");

    /// <summary>Dollars, from 0 to a million.</summary>
    public static Parsed<double> Price(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1e6
            ? value
            : Parsed<double>.Fail($"'{text}' is not a price in dollars from 0 to 1000000, such as 2.50");
}
