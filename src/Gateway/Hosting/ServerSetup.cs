using Microsoft.AspNetCore.Connections;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Listening;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Kestrel, its limits, and the log. Nothing is read from files or variables but what Plimsoll documents.</summary>
internal static class ServerSetup
{
    private const int MaxConnections = 4096;
    private const int MaxHeaders = 64;
    private const int MaxHeaderBytes = 32 << 10;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static void Configure(WebApplicationBuilder builder, ListenPlan plan, IngestOptions ingest)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        var otlp = plan.OtlpHttp is { } address ? new[] { address } : [];
        builder.WebHost.UseUrls([.. plan.Main.Concat(otlp).Select(a => a.Url)]);
        builder.Services.AddSingleton(new OptionalPorts(otlp.Select(a => a.Port).ToHashSet()));
        builder.Services.AddSingleton<IConnectionListenerFactory, OptionalPortTransport>();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ingest.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
    }
}
