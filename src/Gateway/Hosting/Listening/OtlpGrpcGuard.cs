using Plimsoll.Gateway.Hosting.Grpc;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Keeps the port of gRPC to OTLP's services, and these to gRPC.</summary>
internal static class OtlpGrpcGuard
{
    public const string Services = "/opentelemetry.proto.collector.";

    /// <param name="app">The gateway.</param>
    /// <param name="port">0 when it is not known before it is bound, or there is none.</param>
    public static void UseOtlpGrpcGuard(this WebApplication app, int port) => app.Use((context, next) =>
    {
        var isService = context.Request.Path.Value is { } path && path.StartsWith(Services, StringComparison.Ordinal);
        if (isService && !(GrpcStatus.IsCall(context.Request) && HttpProtocol.IsHttp2(context.Request.Protocol)))
        {
            return Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "not_grpc",
                $"{Services}* takes calls of gRPC over HTTP/2; OTLP over plain HTTP is at /v1/traces, /v1/metrics and /v1/logs.");
        }
        return isService || port == 0 || context.Connection.LocalPort != port
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "not_on_this_port", $"Port {port} serves OTLP over gRPC only.");
    });
}
