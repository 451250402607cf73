using Plimsoll.Configuration;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Hosting.Access;
using Plimsoll.Gateway.Hosting.Reloading;
using Plimsoll.Gateway.Scraping.Exposition;
using Plimsoll.Gateway.Scraping.Kubernetes;
using Plimsoll.Integrations.Scrape;
using Plimsoll.Integrations.Scrape.Kubernetes;

namespace Plimsoll.Gateway.Scraping;

internal static class ScrapingSetup
{
    /// <summary>Of all answers that are being read at once.</summary>
    private const long MaxBytesAtOnce = 256L << 20;

    public static IServiceCollection AddScraping(this IServiceCollection services, ScrapeOptions options)
    {
        foreach (var job in options.Jobs.Where(j => j.Targets.Count > 0))
            services.AddSingleton<ITargetSource>(new StaticTargets(job));
        foreach (var files in options.Jobs.Where(j => j.Files.Count > 0).Select(j => new FileTargets(j)))
            services.AddSingleton<ITargetSource>(files).AddSingleton<IReloadable>(files);
        foreach (var job in options.Jobs.Where(j => j.Kubernetes is not null))
        {
            services.AddSingleton<ITargetSource>(p => new PodTargets(
                job, job.Kubernetes!, KubernetesConnection.OwnServer(Environment.GetEnvironmentVariable), p.GetRequiredService<TimeProvider>()));
        }
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ScrapingJson.Default));
        return services
            .AddSingleton(options)
            .AddSingleton(new ByteBudget(MaxBytesAtOnce))
            .AddSingleton(p => new PodOwners(options.Pods, p.GetRequiredService<TimeProvider>()))
            .AddSingleton(p => new ScrapedSeries(p.GetRequiredService<PlimsollOptions>().RemoteWrite, p.GetRequiredService<PodOwners>(), options, p.GetRequiredService<TimeProvider>()))
            .AddSingleton<ScrapeDecoder>()
            .AddSingleton(p => new ScrapeClient(ScrapeClient.NewHttp(), p.GetRequiredService<ByteBudget>(), p.GetRequiredService<TimeProvider>()))
            .AddSingleton<TargetBoard>()
            .AddSingleton<ScrapeInstruments>()
            .AddSingleton<TargetScrape>()
            .AddHostedService<PodDiscovery>()
            .AddHostedService<ScrapeService>();
    }

    public static WebApplication MapScraping(this WebApplication app)
    {
        app.MapGet("/api/v1/targets", (TargetBoard board) => TargetList.Of(board))
            .WithTags("Targets").WithSummary("Targets that are scraped, with state and last error").Produces<TargetList>().RequireScope(Scopes.Read);
        return app;
    }
}
