using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>server</c>.</summary>
internal static class ServerBinder
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    public static ServerOptions Bind(Section section)
    {
        var defaults = new ServerOptions();
        var bound = new ServerOptions
        {
            MaxConnections = section.Read("max_connections", defaults.MaxConnections, Numbers.Between(1, 1_000_000)),
            MaxConnectionsPerAddress = section.Read("max_connections_per_address", defaults.MaxConnectionsPerAddress, Numbers.Between(1, 1_000_000)),
            MaxHeaders = section.Read("max_headers", defaults.MaxHeaders, Numbers.Between(16, 1_000)),
            MaxHeaderBytes = section.Read("max_header_bytes", defaults.MaxHeaderBytes, HeaderBytes),
            HeadersTimeout = section.Read("headers_timeout", defaults.HeadersTimeout, Durations.Between(Least, Most)),
            KeepAliveTimeout = section.Read("keep_alive_timeout", defaults.KeepAliveTimeout, Durations.Between(Least, Most)),
            RequestTimeout = section.Read("request_timeout", defaults.RequestTimeout, Durations.Between(Least, Most)),
            MinBodyBytesPerSecond = section.Read("min_body_bytes_per_second", defaults.MinBodyBytesPerSecond, Numbers.Between(1, 1 << 30)),
        };
        section.Finish();
        return bound;
    }

    private static Parsed<int> HeaderBytes(string text)
    {
        var (value, error) = Sizes.Between(1 << 10, 1 << 20)(text);
        return new Parsed<int>((int)value, error);
    }
}
