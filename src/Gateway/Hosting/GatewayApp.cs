using Plimsoll.Configuration;
using Plimsoll.Gateway.Demo;
using Plimsoll.Gateway.Embedded;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Query;
using Plimsoll.Gateway.WebConsole;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Puts the gateway together. Each part registers its own services and endpoints.</summary>
public static class GatewayApp
{
    /// <param name="configure">Last word on the builder, for tests and for other hosts of the gateway.</param>
    public static WebApplication Build(
        PlimsollOptions options, bool demo, TimeProvider time, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.Services.AddSingleton(options).AddSingleton(time);
        builder.Services.AddAccess(options);
        builder.Services.AddEmbeddedComponents();
        builder.Services.AddPipeline();
        builder.Services.AddIngest();
        builder.Services.AddQuery();
        builder.Services.AddExposition();
        builder.Services.AddWebConsole();
        if (demo)
            builder.Services.AddDemo();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseAccess();
        app.MapHealth();
        app.MapIngest();
        app.MapQuery();
        app.MapExposition();
        app.MapWebConsole();
        return app;
    }
}
