using System.Globalization;

namespace Plimsoll.Gateway.WebConsole.Text;

/// <summary>Numbers as people read them, in the invariant culture. Null is "no data" and has no text here.</summary>
public static class Figures
{
    private static readonly (double Limit, double Unit, string Suffix)[] Magnitudes =
        [(1e15, 1e12, "T"), (1e12, 1e9, "B"), (1e9, 1e6, "M"), (1e6, 1e3, "k")];

    /// <summary>An exact count with thousands separators.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A rate or mean with about three significant digits: <c>0.42</c>, <c>42.1</c>, <c>4,210</c>, <c>42.1k</c>.</summary>
    public static string Amount(double value)
    {
        var size = Math.Abs(value);
        if (size < 10_000)
            return Significant(value);
        var (_, unit, suffix) = Magnitudes.LastOrDefault(m => size < m.Limit, Magnitudes[0]);
        return Significant(value / unit) + suffix;
    }

    /// <summary>A ratio of 0–1 as a percentage: <c>0%</c>, <c>0.42%</c>, <c>12.5%</c>, <c>100%</c>.</summary>
    public static string Percent(double ratio)
    {
        var percent = ratio * 100;
        if (percent is > 0 and < 0.005)
            return "<0.01%";
        return percent.ToString(percent is 0 or >= 99.95 ? "0" : percent < 9.995 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>Milliseconds in the unit that suits: <c>0.42 ms</c>, <c>812 ms</c>, <c>1.20 s</c>, <c>2 m 5 s</c>.</summary>
    public static string Milliseconds(double ms)
    {
        if (ms is 0)
            return "0 ms";
        if (ms < 999.5)
            return ms < 0.005 ? "<0.01 ms" : ThreeDigits(ms) + " ms";
        return ms < 119_500 ? ThreeDigits(ms / 1000) + " s" : Elapsed(TimeSpan.FromMilliseconds(ms));
    }

    /// <summary>Dollars with two decimals, or with two significant digits below a cent.</summary>
    public static string Dollars(double value)
    {
        if (value is > 0 and < 0.000001)
            return "<$0.000001";
        if (value is not 0 && Math.Abs(value) < 0.01)
        {
            var decimals = 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
            return "$" + value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        }
        return "$" + value.ToString("#,0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>A period in its two largest units: <c>45 s</c>, <c>3 m 20 s</c>, <c>5 h 2 m</c>, <c>3 d 4 h</c>.</summary>
    public static string Elapsed(TimeSpan span)
    {
        var seconds = (long)Math.Max(0, Math.Round(span.TotalSeconds));
        return seconds switch
        {
            < 60 => Whole($"{seconds} s"),
            < 3600 => Pair(seconds, 60, "m", 1, "s"),
            < 86_400 => Pair(seconds, 3600, "h", 60, "m"),
            _ => Pair(seconds, 86_400, "d", 3600, "h"),
        };
    }

    /// <summary>At most three significant digits below a hundred, whole above; never in exponent form.</summary>
    public static string Significant(double value)
    {
        var size = Math.Abs(value);
        if (size is > 0 and < 0.005)
            return value < 0 ? ">-0.01" : "<0.01";
        return value.ToString(size < 9.995 ? "0.##" : size < 99.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
    }

    private static string ThreeDigits(double value) =>
        value.ToString(value < 9.995 ? "0.00" : value < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Pair(long seconds, long large, string largeName, long small, string smallName)
    {
        var rest = seconds % large / small;
        return rest == 0 ? Whole($"{seconds / large} {largeName}") : Whole($"{seconds / large} {largeName} {rest} {smallName}");
    }

    private static string Whole(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
