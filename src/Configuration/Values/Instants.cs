using System.Globalization;

namespace Plimsoll.Configuration.Values;

internal static class Instants
{
    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>RFC 3339 without fractions: <c>2027-01-31T00:00:00Z</c>.</summary>
    public static Parsed<DateTimeOffset?> Read(string text) =>
        DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : Parsed<DateTimeOffset?>.Fail($"'{text}' is not a point in time such as 2027-01-31T00:00:00Z");
}
