using System.Globalization;

namespace Plimsoll.Configuration.Values;

internal static class Addresses
{
    private const string Http = "http://";
    private const string Https = "https://";

    /// <summary>An address of the main port: <c>http://host:port</c> or <c>https://host:port</c>; <c>*</c> for every interface.</summary>
    public static Parsed<string> Url(string text) =>
        IsUrl(text, Http) || IsUrl(text, Https) ? text : Parsed<string>.Fail($"'{text}' is not http://host:port or https://host:port");

    /// <summary><c>host:port</c>, <c>https://host:port</c>, or null for <c>off</c>.</summary>
    public static Parsed<string?> HostPortOrOff(string text) =>
        text == "off" ? new Parsed<string?>(null, null)
        : IsHostPort(text) || IsUrl(text, Https) ? text
        : Parsed<string?>.Fail($"'{text}' is not host:port, https://host:port or off, such as 127.0.0.1:4318");

    /// <summary>A target's <c>host:port</c>.</summary>
    public static Parsed<string> HostPort(string text) =>
        IsHostPort(text) && text[0] is not ('*' or '+') ? text : Parsed<string>.Fail($"'{text}' is not host:port, such as 10.0.0.7:8000");

    private static bool IsUrl(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && IsHostPort(text.AsSpan(scheme.Length).TrimEnd('/'));

    private static bool IsHostPort(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        var host = text[..colon];
        return host is "*" or "+" || Uri.CheckHostName(host.ToString()) != UriHostNameType.Unknown;
    }
}
