namespace Plimsoll.Gateway.Console;

public static class ConsoleSetup
{
    public static IServiceCollection AddConsolePages(this IServiceCollection services) => services;

    public static void MapConsolePages(this WebApplication app)
    {
    }
}
