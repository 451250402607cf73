namespace Plimsoll.Gateway.Ingest;

public static class IngestSetup
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services;

    public static void MapIngest(this WebApplication app)
    {
    }
}
