namespace Plimsoll.Gateway.Embedded;

public static class EmbeddedSetup
{
    public static IServiceCollection AddEmbeddedComponents(this IServiceCollection services) =>
        services.AddSingleton<RecentStateChanges>();
}
