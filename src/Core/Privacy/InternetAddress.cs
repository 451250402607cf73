namespace Plimsoll.Privacy;

/// <summary>Tells IPv6 addresses (RFC 4291, section 2.2) from other hexadecimal digits and colons, such as times of day.</summary>
internal static class InternetAddress
{
    private const int Groups = 8;

    public static bool IsIPv6(ReadOnlySpan<char> text)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
            return Count(text) == Groups;
        var (before, after) = (Count(text[..gap]), Count(text[(gap + 2)..]));
        return before >= 0 && after >= 0 && before + after is > 0 and < Groups;
    }

    /// <summary>Groups of one to four digits with colons between them; -1 for anything else.</summary>
    private static int Count(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return 0;
        var count = 0;
        foreach (var group in text.Split(':'))
        {
            if (text[group].Length is < 1 or > 4)
                return -1;
            count++;
        }
        return count;
    }
}
