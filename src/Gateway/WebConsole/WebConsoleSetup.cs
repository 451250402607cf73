namespace Plimsoll.Gateway.WebConsole;

public static class WebConsoleSetup
{
    public static IServiceCollection AddWebConsole(this IServiceCollection services) => services;

    public static WebApplication MapWebConsole(this WebApplication app) => app;
}
