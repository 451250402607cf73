namespace Plimsoll.Gateway.Hosting.Reloading;

internal static class ReloadingSetup
{
    public static IServiceCollection AddReloading(this IServiceCollection services) => services
        .AddSingleton<FileWatch>()
        .AddHostedService(p => p.GetRequiredService<FileWatch>());
}
