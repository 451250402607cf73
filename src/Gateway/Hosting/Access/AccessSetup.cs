using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Access;

internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, ApiKeyRing ring) => services
        .AddSingleton(ring)
        .AddSingleton<IReloadable>(ring)
        .AddSingleton<Sessions>()
        .AddSingleton<RateLimits>()
        .AddSingleton<AccessInstruments>();

    public static void UseAccess(this WebApplication app)
    {
        app.UseMiddleware<AccessControl>();
        LoginPage.Map(app);
        Logout.Map(app);
    }
}
