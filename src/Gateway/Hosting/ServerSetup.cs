using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Limits;
using Plimsoll.Gateway.Hosting.Listening;
using Plimsoll.Gateway.Hosting.Tls;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Kestrel, its limits, and the log. Nothing is read from files or variables but what Plimsoll documents.</summary>
internal static class ServerSetup
{
    public static void Configure(WebApplicationBuilder builder, ListenPlan plan, PlimsollOptions options, ServerCertificate? certificate)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.Services.AddSingleton(OptionalPorts.Of(options.OtlpHttp, options.OtlpGrpc));
        builder.Services.AddSingleton<IConnectionListenerFactory, OptionalPortTransport>();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ReceiveBlocks>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            options.Server.Apply(kestrel.Limits, options.Ingest.MaxBodyBytes);
            foreach (var address in plan.Main.Append(plan.OtlpHttp).OfType<ListenAddress>())
                address.ListenOn(kestrel, listener => Shape(listener, address, address.IsHttps ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1, certificate));
            plan.OtlpGrpc?.ListenOn(kestrel, listener => Shape(listener, plan.OtlpGrpc, HttpProtocols.Http2, certificate));
        });
    }

    private static void Shape(ListenOptions listener, ListenAddress address, HttpProtocols protocols, ServerCertificate? certificate)
    {
        listener.UseConnectionLimits();
        listener.Protocols = protocols;
        if (address.IsHttps)
            listener.UseTls(certificate ?? throw new InvalidOperationException($"{address.Url} was planned without a certificate"));
    }
}
