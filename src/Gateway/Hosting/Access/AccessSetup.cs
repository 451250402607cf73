using System.Security.Cryptography;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, PlimsollOptions options) => services
        .AddSingleton(new ApiKeyRing(options.ApiKeys))
        .AddSingleton(p => new SessionCookie(
            RandomNumberGenerator.GetBytes(32), p.GetRequiredService<ApiKeyRing>(), p.GetRequiredService<TimeProvider>()));

    public static WebApplication UseAccess(this WebApplication app)
    {
        app.UseMiddleware<AccessControl>();
        LoginPage.Map(app);
        return app;
    }
}
