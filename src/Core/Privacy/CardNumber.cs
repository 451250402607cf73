namespace Plimsoll.Privacy;

/// <summary>Payment card numbers: 13 to 19 digits of which the last is their Luhn digit (ISO/IEC 7812-1, annex B).</summary>
internal static class CardNumber
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>Whether a card number stands in a run of digits, blanks and hyphens: between its ends or its gaps.</summary>
    public static bool IsIn(ReadOnlySpan<char> run)
    {
        Span<int> digits = stackalloc int[Longest];
        for (var start = 0; start < run.Length; start++)
        {
            if (char.IsAsciiDigit(run[start]) && (start == 0 || !char.IsAsciiDigit(run[start - 1])) && StartsAt(run[start..], digits))
                return true;
        }
        return false;
    }

    /// <param name="digits">Room for the digits of one number.</param>
    private static bool StartsAt(ReadOnlySpan<char> run, Span<int> digits)
    {
        var count = 0;
        for (var i = 0; i < run.Length; i++)
        {
            if (!char.IsAsciiDigit(run[i]))
                continue;
            if (count == Longest)
                return false;
            digits[count++] = run[i] - '0';
            var ends = i + 1 == run.Length || !char.IsAsciiDigit(run[i + 1]);
            if (ends && count >= Shortest && IsValid(digits[..count]))
                return true;
        }
        return false;
    }

    private static bool IsValid(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum > 0 && sum % 10 == 0;
    }
}
