using Microsoft.Net.Http.Headers;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.WebConsole;

public static class WebConsoleSetup
{
    public static IServiceCollection AddWebConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<ConsolePages>();
        return services;
    }

    public static WebApplication MapWebConsole(this WebApplication app)
    {
        ConsoleAssets.Map(app);
        var pages = app.MapGroup("").AddEndpointFilter(NoStore).RequireScope(Scopes.Read).ExcludeFromDescription();
        pages.MapGet("/", (ConsolePages console, HttpContext http, string? sort, string? dir, string? q) =>
            console.FleetAsync(http, sort, dir, q));
        pages.MapGet("/components/{*component}", (ConsolePages console, HttpContext http, string? range, string? table) =>
            console.ComponentAsync(http, range, table));
        return app;
    }

    private static ValueTask<object?> NoStore(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return next(context);
    }
}
