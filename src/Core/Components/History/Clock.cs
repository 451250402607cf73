namespace Plimsoll.Components.History;

/// <summary>Lengths of the windows, milliseconds, and how many of them are resident.</summary>
internal static class Clock
{
    public const long SecondMs = 1000;
    public const long MinuteMs = 60 * SecondMs;
    public const long HourMs = 60 * MinuteMs;
    public const long DayMs = 24 * HourMs;

    public const int ResidentMinutes = 60;

    /// <summary>The current hour and the 24 before it, so that a whole day is always there.</summary>
    public const int ResidentHours = 25;

    public const int ArchivedHours = 14 * 24;

    /// <summary>Distinct things of five minutes are sketched in the first of them.</summary>
    public const int SketchMinutes = 5;

    public static long SketchMinute(long minute) => minute - minute % SketchMinutes;

    public static long Minute(long ms) => ms / MinuteMs;

    public static long Hour(long ms) => ms / HourMs;

    public static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
