namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>One address to listen on, from a URL or from <c>host:port</c>.</summary>
internal sealed record ListenAddress(string Url, string Host, int Port)
{
    /// <summary>Null when it is no http address with a host and a port.</summary>
    public static ListenAddress? TryParse(string address)
    {
        var url = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}";
        if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            var parsed = BindingAddress.Parse(url);
            return parsed.PathBase.Length == 0 && parsed.Port is >= 0 and <= ushort.MaxValue ? new ListenAddress(url, parsed.Host, parsed.Port) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
