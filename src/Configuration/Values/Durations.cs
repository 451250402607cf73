using System.Globalization;

namespace Plimsoll.Configuration.Values;

/// <summary>Durations such as <c>250ms</c>, <c>30s</c>, <c>10m</c>, <c>24h</c>, <c>14d</c> and <c>1h30m</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    public static ValueReader<TimeSpan> Between(TimeSpan least, TimeSpan most) => text =>
    {
        if (Parse(text) is not { } value)
            return Parsed<TimeSpan>.Fail($"'{text}' is not a duration; write a number and ms, s, m, h or d, such as 30s or 24h");
        return value < least || value > most
            ? Parsed<TimeSpan>.Fail($"'{text}' is out of range; it may be {Show(least)} to {Show(most)}")
            : value;
    };

    private static TimeSpan? Parse(string text)
    {
        var ticks = 0m;
        var rest = text.AsSpan();
        if (rest.IsEmpty)
            return null;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is <= 0 or > 9)
                return null;
            var amount = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? rest : rest[..letters];
            if (UnitOf(unit) is not { } length)
                return null;
            ticks += (decimal)length.Ticks * amount;
            rest = rest[unit.Length..];
        }
        return ticks < TimeSpan.MaxValue.Ticks ? new TimeSpan((long)ticks) : TimeSpan.MaxValue;
    }

    private static TimeSpan? UnitOf(ReadOnlySpan<char> name)
    {
        foreach (var (unit, length) in Units)
        {
            if (name.SequenceEqual(unit))
                return length;
        }
        return null;
    }

    private static string Show(TimeSpan value)
    {
        var (unit, length) = Units.Last(u => value.Ticks % u.Length.Ticks == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / length.Ticks}{unit}");
    }
}
