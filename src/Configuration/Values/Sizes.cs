using System.Globalization;

namespace Plimsoll.Configuration.Values;

/// <summary>Sizes in bytes: <c>4096</c>, <c>64KiB</c>, <c>32MiB</c>, <c>8GiB</c>, <c>1TiB</c>.</summary>
internal static class Sizes
{
    private static readonly (string Unit, int Shift)[] Units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0)];

    public static ValueReader<long> Between(long least, long most) => text =>
    {
        if (Parse(text) is not { } value)
            return Parsed<long>.Fail($"'{text}' is not a size; write bytes, or a whole number and KiB, MiB, GiB or TiB, such as 64MiB");
        return value < least || value > most
            ? Parsed<long>.Fail($"'{text}' is out of range; it may be {Show(least)} to {Show(most)}")
            : value;
    };

    private static long? Parse(string text)
    {
        var (unit, shift) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal), (Unit: "", Shift: 0));
        var number = text.AsSpan(0, text.Length - unit.Length).TrimEnd();
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return null;
        return amount <= long.MaxValue >> shift ? amount << shift : long.MaxValue;
    }

    private static string Show(long value)
    {
        var (unit, shift) = Units.First(u => value % (1L << u.Shift) == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{value >> shift}{unit}");
    }
}
