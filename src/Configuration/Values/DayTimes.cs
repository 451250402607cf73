using System.Globalization;

namespace Plimsoll.Configuration.Values;

internal static class DayTimes
{
    /// <summary>A time of the day such as <c>03:30</c>.</summary>
    public static Parsed<TimeSpan> Read(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToTimeSpan()
            : Parsed<TimeSpan>.Fail($"'{text}' is no time of the day such as 03:30");
}
