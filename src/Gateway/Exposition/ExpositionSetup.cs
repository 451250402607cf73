namespace Plimsoll.Gateway.Exposition;

public static class ExpositionSetup
{
    public static IServiceCollection AddExposition(this IServiceCollection services) => services;

    public static WebApplication MapExposition(this WebApplication app) => app;
}
