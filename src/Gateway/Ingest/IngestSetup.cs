namespace Plimsoll.Gateway.Ingest;

public static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services;

    public static WebApplication MapIngest(this WebApplication app) => app;
}
