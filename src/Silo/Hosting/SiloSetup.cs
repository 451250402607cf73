using Orleans.Configuration;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Grains;
using Plimsoll.Grains.Desks;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Silo.Providers;

namespace Plimsoll.Silo.Hosting;

/// <summary>A process that hosts components.</summary>
internal static class SiloSetup
{
    public static void AddSilo(this WebApplicationBuilder builder, PlimsollOptions options)
    {
        var cluster = options.Cluster;
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.Id, cluster.Id));
            silo.Configure<SiloMessagingOptions>(o =>
            {
                o.MaxEnqueuedRequestsHardLimit = cluster.MaxWaitingCalls;
                o.ResponseTimeout = Detection.CallTimeout;
            });
            silo.Configure<LoadSheddingOptions>(o =>
            {
                o.LoadSheddingEnabled = cluster.ShedAboveCpuPercent is not null;
                o.CpuThreshold = cluster.ShedAboveCpuPercent ?? o.CpuThreshold;
            });
            silo.AddActivityPropagation();
            silo.Configure<ClusterMembershipOptions>(Detection.Configure);
            silo.Configure<EndpointOptions>(o => Endpoints.Configure(o, cluster));
            silo.AddPlimsollGrains();
            var provider = ClusterProviders.Of(cluster);
            provider.UseForSilo(silo, options);
            silo.AddFleetDesk(services => provider.DeskStore(services, options), (channel, all, time) => NotifierFactory.Make(channel, all.Alerts.ExternalUrl, time));
            silo.AddStartupTask((services, _) => services.GetRequiredService<IGrainFactory>().GetGrain<IWakerGrain>(0).StartAsync());
        });
        builder.Services.AddKeyedSingleton<IComponentDirectory>(
            ExpositionSetup.ExposedKey, (s, _) => new ResidentDirectory(s.GetRequiredService<SiloResidents>()));
        builder.Services.AddRollbacks();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = cluster.DrainTimeout);
    }
}
