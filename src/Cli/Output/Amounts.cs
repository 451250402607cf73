using System.Globalization;

namespace Plimsoll.Cli.Output;

/// <summary>Numbers as people read them; null stays null and shows as "no data".</summary>
internal static class Amounts
{
    /// <summary>About three significant digits: <c>0.42</c>, <c>42.1</c>, <c>4,210</c>; a little is <c>&lt;0.01</c>, so that it does not pass for none.</summary>
    public static string? Of(double? value) => value is > 0 and < 0.005 ? "<0.01" : value is { } v
        ? v.ToString(Math.Abs(v) < 9.995 ? "0.##" : Math.Abs(v) < 99.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture)
        : null;

    public static string? Whole(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds as <c>412 ms</c> or <c>2.14 s</c>.</summary>
    public static string? Time(double? ms) => ms < 1000 ? $"{Of(ms)} ms" : ms is null ? null : $"{Of(ms / 1000)} s";

    public static string? Percent(double? ratio) => ratio is null ? null : $"{Of(ratio * 100)}%";

    public static string? Dollars(double? value) => value is > 0 and < 0.005 ? "<$0.01" : value?.ToString("$#,0.00", CultureInfo.InvariantCulture);
}
