using System.Globalization;

namespace Plimsoll.Configuration.Values;

internal static class Addresses
{
    private const string Scheme = "http://";

    /// <summary>An address of the main port: <c>http://host:port</c>; <c>*</c> for every interface.</summary>
    public static Parsed<string> Url(string text) =>
        text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsHostPort(text.AsSpan(Scheme.Length).TrimEnd('/'))
            ? text
            : Parsed<string>.Fail($"'{text}' is not http://host:port (for TLS put a proxy before it)");

    /// <summary><c>host:port</c>, or null for <c>off</c>.</summary>
    public static Parsed<string?> HostPortOrOff(string text) =>
        text == "off" ? new Parsed<string?>(null, null)
        : IsHostPort(text) ? text
        : Parsed<string?>.Fail($"'{text}' is not host:port or off, such as 127.0.0.1:4318");

    private static bool IsHostPort(ReadOnlySpan<char> text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        var host = text[..colon];
        return host is "*" or "+" || Uri.CheckHostName(host.ToString()) != UriHostNameType.Unknown;
    }
}
