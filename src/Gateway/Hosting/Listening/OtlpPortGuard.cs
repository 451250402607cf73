namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>Keeps the exporters' own port to OTLP and the probes, so that opening it opens nothing else.</summary>
internal static class OtlpPortGuard
{
    public static void UseOtlpPortGuard(this WebApplication app, int port) => app.Use((context, next) =>
        context.Connection.LocalPort != port || Serves(context.Request.Path)
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status404NotFound, "not_on_this_port", $"Port {port} serves OTLP under /v1/ only."));

    private static bool Serves(PathString path) =>
        path.StartsWithSegments("/v1") || path == "/healthz" || path == "/readyz";
}
