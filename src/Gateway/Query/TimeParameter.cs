using System.Globalization;

namespace Plimsoll.Gateway.Query;

/// <summary>Reads times and durations as a caller may write them.</summary>
internal static class TimeParameter
{
    public const string TimeForms = "an RFC 3339 time, Unix milliseconds, 'now', or a time back from now such as -1h (s, m, h, d)";
    public const string StepForms = "whole minutes, hours or days such as 1m, 5m, 1h";

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>False when the text is none of <see cref="TimeForms"/> or lies outside the years 2000 to 2099.</summary>
    public static bool TryTime(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (!TryForms(text, now, out time))
            return false;
        time = time.ToUniversalTime();
        return time >= Earliest && time < Latest;
    }

    /// <summary>A positive number with a unit; at most 400 days.</summary>
    public static bool TryDuration(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        var unit = text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 };
        var seconds = count * unit;
        duration = TimeSpan.FromSeconds(Math.Min(seconds, 400L * 86_400));
        return seconds is > 0 and <= 400L * 86_400;
    }

    private static bool TryForms(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = now;
        if (text == "now")
            return true;
        var relative = text.StartsWith("now-", StringComparison.Ordinal) ? text.AsSpan(3) : text;
        if (relative is ['-', .. var back])
        {
            var known = TryDuration(back, out var duration);
            time = now - duration;
            return known;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TryUnix(milliseconds, out time)
            : text.Contains('T') && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static bool TryUnix(long milliseconds, out DateTimeOffset time)
    {
        var inRange = milliseconds >= Earliest.ToUnixTimeMilliseconds() && milliseconds < Latest.ToUnixTimeMilliseconds();
        time = inRange ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return inRange;
    }
}
