using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Hosting;

/// <summary><c>/healthz</c>: the process is up. <c>/readyz</c>: it has recovered and takes traffic.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", (RequestDelegate)(context => context.Response.WriteAsync("ok\n"))).AllowWithoutKey();
        app.MapGet("/readyz", (RequestDelegate)ReadyAsync).AllowWithoutKey();
    }

    private static Task ReadyAsync(HttpContext context)
    {
        var parts = context.RequestServices.GetServices<IReadiness>();
        var waiting = parts.Where(p => !p.Ready).Select(p => p.Why ?? "not ready").ToList();
        return waiting.Count == 0
            ? context.Response.WriteAsync("ready\n" + string.Concat(Degradations(context).Select(p => $"degraded: {p}\n")), context.RequestAborted)
            : Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "not_ready", string.Join("; ", waiting), TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<string> Degradations(HttpContext context) =>
        context.RequestServices.GetServices<IDegradation>().Select(d => d.Problem).OfType<string>();
}
