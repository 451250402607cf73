namespace Plimsoll.Gateway.Demo;

public static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddHostedService<DemoDriver>();
}
