namespace Plimsoll.Gateway.WebConsole.Detail;

/// <summary>A component's name in addresses. Slashes stay slashes; everything else that is special is escaped.</summary>
public static class ComponentAddress
{
    private const string Prefix = "/components/";

    public static string Of(string component) =>
        Prefix + string.Join('/', component.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The name in a request target as it came over the wire, where an escaped slash is not yet told from a plain one.</summary>
    /// <param name="rawTarget">Path and query, undecoded.</param>
    public static string Parse(string rawTarget)
    {
        var path = rawTarget.AsSpan();
        var query = path.IndexOf('?');
        if (query >= 0)
            path = path[..query];
        var start = path.IndexOf(Prefix, StringComparison.Ordinal);
        return start < 0 ? "" : Uri.UnescapeDataString(path[(start + Prefix.Length)..]);
    }
}
