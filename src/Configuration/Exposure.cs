using System.Net;

namespace Plimsoll.Configuration;

/// <summary>The rule that nothing listens beyond this machine without an API key.</summary>
public static class Exposure
{
    /// <summary>One sentence for each address that breaks the rule; none when it holds.</summary>
    public static IReadOnlyList<string> Errors(PlimsollOptions options) => options.NeedsApiKey
        ? []
        : [.. options.Addresses.Where(a => !IsLoopback(a)).Select(NeedsKey)];

    /// <param name="address"><c>host:port</c>, with or without a scheme before it.</param>
    public static bool IsLoopback(string address)
    {
        var authority = address[(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..].TrimEnd('/');
        var host = authority.LastIndexOf(':') is > 0 and var colon ? authority[..colon] : authority;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static string NeedsKey(string address) =>
        $"{address} can be reached from beyond this machine, but no API key is configured. Add one under api_keys in plimsoll.yaml "
        + "(name, sha256 of the key, scopes: ingest, read, texts, admin), or listen on 127.0.0.1 only.";
}
