namespace Plimsoll.Gateway.Query;

public static class QuerySetup
{
    public static IServiceCollection AddQuery(this IServiceCollection services) => services;

    public static WebApplication MapQuery(this WebApplication app) => app;
}
