using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>One address to listen on, from a URL or from <c>host:port</c>.</summary>
internal sealed record ListenAddress(string Url, string Host, int Port)
{
    public bool IsHttps => Transport.IsHttps(Url);

    /// <summary>Null when it is no http or https address with a host and a port.</summary>
    public static ListenAddress? TryParse(string address)
    {
        var url = address.Contains("://", StringComparison.Ordinal) ? address : $"http://{address}";
        if (!(url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || Transport.IsHttps(url)) || url.Contains("://unix:", StringComparison.OrdinalIgnoreCase))
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

    /// <summary>Listens on the IP address, on both loopbacks for <c>localhost</c>, and on every interface for any other name.</summary>
    public void ListenOn(KestrelServerOptions kestrel, Action<ListenOptions> shape)
    {
        if (IPAddress.TryParse(Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, Port, shape);
        else if (Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(Port, shape);
        else
            kestrel.ListenAnyIP(Port, shape);
    }
}
