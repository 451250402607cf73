namespace Plimsoll.Configuration;

/// <summary>What one client may take of the server before it is cut off.</summary>
public sealed record ServerOptions
{
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Connections from one IPv4 address or one IPv6 network of 64 bits; a proxy before the gateway counts as one.</summary>
    public int MaxConnectionsPerAddress { get; init; } = 1024;

    public int MaxHeaders { get; init; } = 64;

    /// <summary>All headers of a request together, bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 32 << 10;

    /// <summary>How long the headers of a request may take to arrive.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may stand without a request.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a request may take, body and answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A body that arrives slower, bytes a second after the first five seconds, is cut off.</summary>
    public int MinBodyBytesPerSecond { get; init; } = 1024;
}
