namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>RFC 3339 date-times to Unix milliseconds.</summary>
internal static class Rfc3339
{
    private const int DateTimeLength = 19;

    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>
    /// Any offset, any number of fraction digits (cut to milliseconds), <c>T</c> or a space between date and time.
    /// A leap second counts as the first of the next minute, as on Unix clocks.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long unixMs)
    {
        unixMs = 0;
        if (text.Length <= DateTimeLength || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')
            || text[13] != ':' || text[16] != ':')
            return false;
        var year = Digits(text[..4]);
        var month = Digits(text[5..7]);
        var day = Digits(text[8..10]);
        var hour = Digits(text[11..13]);
        var minute = Digits(text[14..16]);
        var second = Digits(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        var rest = text[DateTimeLength..];
        if (!TryFraction(ref rest, out var ms) || !TryOffset(rest, out var offsetMinutes))
            return false;
        var days = new DateOnly(year, month, day).DayNumber - EpochDay;
        unixMs = (((days * 24L + hour) * 60 + minute - offsetMinutes) * 60 + second) * 1000 + ms;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int ms)
    {
        ms = 0;
        if (rest[0] != '.')
            return true;
        var at = 1;
        for (var scale = 100; at < rest.Length && char.IsAsciiDigit((char)rest[at]); at++, scale /= 10)
            ms += (rest[at] - '0') * scale;
        rest = rest[at..];
        return at > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest is [(byte)'Z' or (byte)'z'])
            return true;
        if (rest is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _])
            return false;
        var (hour, minute) = (Digits(rest[1..3]), Digits(rest[4..6]));
        minutes = (hour * 60 + minute) * (rest[0] == '-' ? -1 : 1);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    /// <summary>-1 when a byte is no digit.</summary>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var b in text)
        {
            if (!char.IsAsciiDigit((char)b))
                return -1;
            value = value * 10 + (b - '0');
        }
        return value;
    }
}
