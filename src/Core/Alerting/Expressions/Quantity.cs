using System.Globalization;
using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>Numbers with units, as expressions write them.</summary>
internal static class Quantity
{
    private const double Percent = 100;

    private static readonly (string Unit, double Ms)[] s_durations = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Milliseconds; null for a text that is no duration.</summary>
    public static double? Duration(string text)
    {
        var total = 0d;
        var rest = text;
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var letters = rest.Skip(digits).TakeWhile(char.IsAsciiLetter).Count();
            var unit = Array.FindIndex(s_durations, d => d.Unit == rest.Substring(digits, letters));
            if (unit < 0 || Number(rest[..digits]) is not { } amount)
                return null;
            total += amount * s_durations[unit].Ms;
            rest = rest[(digits + letters)..];
        }
        return text.Length > 0 ? total : null;
    }

    /// <summary>A threshold in the signal's own unit; null, with what may be written, when the text is none.</summary>
    public static double? Threshold(string text, SignalUnit unit, out string expected)
    {
        expected = unit switch
        {
            SignalUnit.Duration => "a duration such as 500ms or 5s",
            SignalUnit.Ratio => "a ratio from 0 to 1 such as 0.95, or 95%",
            _ => "a number such as 20",
        };
        return unit switch
        {
            SignalUnit.Duration => text == "0" ? 0 : Duration(text),
            SignalUnit.Ratio => text.EndsWith('%') ? Number(text[..^1]) / Percent : Number(text) is >= 0 and <= 1 ? Number(text) : null,
            _ => Number(text),
        };
    }

    public static string ShowDuration(double ms)
    {
        var (unit, length) = s_durations.Last(d => ms % d.Ms == 0 || d.Unit == "ms");
        return string.Create(CultureInfo.InvariantCulture, $"{ms / length:0.###}{unit}");
    }

    public static string Show(double value, SignalUnit unit) => unit switch
    {
        SignalUnit.Duration when value >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.###}s"),
        SignalUnit.Duration => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}ms"),
        SignalUnit.Ratio => string.Create(CultureInfo.InvariantCulture, $"{value * Percent:0.##}%"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.###}"),
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
}
