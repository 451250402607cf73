using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Limits;

/// <summary>Bounds on connections, headers, bodies and time.</summary>
internal static class LimitSetup
{
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddLimits(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(options)
        .AddSingleton<ConnectionGate>()
        .AddSingleton<LimitInstruments>()
        .AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.RequestTimeout,
            WriteTimeoutResponse = context => TimedOutAsync(context, options.RequestTimeout),
        });

    public static void Apply(this ServerOptions options, KestrelServerLimits limits, long maxBodyBytes)
    {
        limits.MaxRequestBodySize = maxBodyBytes;
        limits.MaxRequestHeaderCount = options.MaxHeaders;
        limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyBytesPerSecond, BodyGrace);
        limits.MaxConcurrentUpgradedConnections = 0;
    }

    private static Task TimedOutAsync(HttpContext context, TimeSpan limit)
    {
        context.RequestServices.GetRequiredService<LimitInstruments>().TimedOut();
        return Problem.WriteAsync(context, StatusCodes.Status408RequestTimeout, "request_timeout",
            $"The request took longer than {limit.TotalSeconds:0.###} s (server.request_timeout).");
    }
}
