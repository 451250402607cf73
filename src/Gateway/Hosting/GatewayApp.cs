using Plimsoll.Configuration;
using Plimsoll.Gateway.Alerting;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Cloud;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Compliance;
using Plimsoll.Gateway.Costs;
using Plimsoll.Gateway.Demo;
using Plimsoll.Gateway.Embedded;
using Plimsoll.Gateway.Erasing;
using Plimsoll.Gateway.Exporting;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Golden;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Hosting.Limits;
using Plimsoll.Gateway.Hosting.Listening;
using Plimsoll.Gateway.Hosting.Rehearsal;
using Plimsoll.Gateway.Hosting.Reloading;
using Plimsoll.Gateway.Hosting.SelfTelemetry;
using Plimsoll.Gateway.Hosting.Startup;
using Plimsoll.Gateway.Hosting.Tls;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Judging;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Gateway.Publishing;
using Plimsoll.Gateway.Query;
using Plimsoll.Gateway.SageMaker;
using Plimsoll.Gateway.Scraping;
using Plimsoll.Gateway.Watching;
using Plimsoll.Gateway.WebConsole;

namespace Plimsoll.Gateway.Hosting;

/// <summary>Puts the gateway together. Each part registers its own services and endpoints.</summary>
public static class GatewayApp
{
    /// <param name="configure">Last word on the builder, for tests and for other hosts of the gateway.</param>
    /// <param name="components">Where components live; null: in this process.</param>
    /// <exception cref="ArgumentException">An address or the certificate is wrong, or an address is open beyond this machine without an API key.</exception>
    public static WebApplication Build(
        PlimsollOptions options, bool demo, TimeProvider time, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? components = null) =>
        BuildUnrehearsed(options, demo, time, builder =>
        {
            builder.Services.AddHostedService<StartRehearsal>();
            configure?.Invoke(builder);
        }, components);

    internal static WebApplication BuildUnrehearsed(
        PlimsollOptions options, bool demo, TimeProvider time, Action<WebApplicationBuilder> configure, Action<IServiceCollection>? components = null)
    {
        if (demo)
            options = DemoSettings.Merge(options);
        var plan = Plan(options);
        DataFolder.Make(options.DataDirectory);
        var builder = NewBuilder(options, plan, time);
        (components ?? (services => services.AddEmbeddedComponents().AddLocalAlertDesk()))(builder.Services);
        builder.Services.AddPipeline();
        builder.Services.AddIngest();
        builder.Services.AddScraping(options.Scrape);
        builder.Services.AddExporting(options.Export);
        builder.Services.AddQuery();
        builder.Services.AddComparing();
        builder.Services.AddWatching();
        builder.Services.AddCosts();
        builder.Services.AddCompliance();
        builder.Services.AddInteractions();
        builder.Services.AddAlerting();
        builder.Services.AddJudging();
        builder.Services.AddGolden();
        builder.Services.AddErasing();
        builder.Services.AddPublishing(options);
        builder.Services.AddSageMaker(options);
        builder.Services.AddCapture(options);
        builder.Services.AddCloud();
        builder.Services.AddWebConsole();
        if (demo)
            builder.Services.AddDemo();
        configure(builder);

        var app = builder.Build();
        Use(app, plan);
        app.MapHealth();
        app.MapIngest();
        app.MapScraping();
        app.MapCloud();
        app.MapQuery();
        app.MapComparing();
        app.MapWatching();
        app.MapCosts();
        app.MapCompliance();
        app.MapInteractions();
        app.MapAlerting();
        app.MapJudging();
        app.MapGolden();
        app.MapErasing();
        app.MapExposition();
        app.MapWebConsole();
        return app;
    }

    /// <summary>A process that only hosts components: its health and its <c>/metrics</c>.</summary>
    /// <exception cref="ArgumentException">As <see cref="Build"/> has it.</exception>
    public static WebApplication BuildWithoutIngest(PlimsollOptions options, TimeProvider time, Action<WebApplicationBuilder> configure)
    {
        var plan = Plan(options with { OtlpHttp = null, OtlpGrpc = null });
        var builder = NewBuilder(options, plan, time);
        configure(builder);
        var app = builder.Build();
        Use(app, plan);
        app.MapHealth();
        app.MapExposition();
        return app;
    }

    private static ListenPlan Plan(PlimsollOptions options)
    {
        var plan = ListenPlan.Make(options);
        return plan.Errors.Count == 0 ? plan : throw new ArgumentException(string.Join(Environment.NewLine, plan.Errors), nameof(options));
    }

    private static WebApplicationBuilder NewBuilder(PlimsollOptions options, ListenPlan plan, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var certificate = ServerCertificate.Load(options.Tls);
        ServerSetup.Configure(builder, plan, options, certificate);
        builder.Services.AddSingleton(options).AddSingleton(time);
        builder.Services.AddSelfTelemetry(options.Telemetry);
        builder.Services.AddLimits(options.Server);
        builder.Services.AddReloading();
        if (certificate is not null)
            builder.Services.AddTls(certificate);
        builder.Services.AddAccess(new ApiKeyRing(options));
        builder.Services.AddExposition();
        return builder;
    }

    private static void Use(WebApplication app, ListenPlan plan)
    {
        app.UseRequestSpans();
        app.UseProblems();
        app.UseSecurityHeaders();
        app.UseRequestTimeouts();
        app.UseLocalGuard();
        if (plan.OtlpHttp is { Port: > 0 } otlp)
            app.UseOtlpPortGuard(otlp.Port);
        app.UseOtlpGrpcGuard(plan.OtlpGrpc?.Port ?? 0);
        app.UseAccess();
    }
}
