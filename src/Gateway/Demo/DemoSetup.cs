using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Demo;

public static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoDriver>()
        .AddSingleton<ITickLimit>(s => s.GetRequiredService<DemoDriver>())
        .AddHostedService(s => s.GetRequiredService<DemoDriver>());
}
