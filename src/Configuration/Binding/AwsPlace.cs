using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>Keys that say where a service of AWS is, and as whom it is asked.</summary>
internal static class AwsPlace
{
    private const int MaxRegionChars = 64;

    public static string? Region(Section section) => section.Read<string?>("region", null, RegionName);

    public static string? Profile(Section section)
    {
        return section.Read<string?>("profile", null, Text);

        static Parsed<string?> Text(string text)
        {
            var (value, error) = Texts.UpTo(256)(text);
            return new(value, error);
        }
    }

    public static Uri? Endpoint(Section section) => section.Read<Uri?>("endpoint", null, text =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : Parsed<Uri?>.Fail($"'{text}' is not http://host:port or https://host:port"));

    private static Parsed<string?> RegionName(string text) =>
        text.Length is > 0 and <= MaxRegionChars && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? text
            : Parsed<string?>.Fail($"'{text}' is no region, such as eu-central-1");
}
