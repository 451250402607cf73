using Microsoft.Extensions.DependencyInjection.Extensions;
using Plimsoll.Alerting.Desk;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Grains;
using Plimsoll.Grains.Desks;
using Plimsoll.Grains.Serialization;
using Plimsoll.Silo.Hosting;
using Plimsoll.Silo.Providers;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Silo.Gateways;

/// <summary>A gateway whose components are grains.</summary>
internal static class GatewaySetup
{
    /// <summary>For a gateway that shares its process with a silo.</summary>
    public static void AddGrainComponents(this IServiceCollection services)
    {
        services.AddSingleton(s => new GrainComponentDirectory(s.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<IComponentDirectory>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton<IJudgedComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton<IRolloutComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton<IGoldenComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.TryAddSingleton<IAlertDesk>(s => new GrainAlertDesk(s.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<IErasableComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton(s => new CursorStore(s.GetRequiredService<ILeaseStore>()));
        services.AddSingleton<IWatchedComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton<IMeasuredComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
        services.AddSingleton<IEvidenceComponents>(s => s.GetRequiredService<GrainComponentDirectory>());
    }

    /// <summary>For a gateway by itself, which has no rights to the silos' store.</summary>
    public static void AddGrainLeases(this IServiceCollection services) =>
        services.AddSingleton<ILeaseStore>(s => new GrainLeaseStore(s.GetRequiredService<IGrainFactory>())).AddFleetLeases();

    /// <summary>For a gateway by itself: connects to the silos, and keeps trying while there are none.</summary>
    public static void AddClusterClient(this WebApplicationBuilder builder, PlimsollOptions options)
    {
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.UseOrleansClient(client =>
        {
            client.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster.Id, options.Cluster.Id));
            client.Services.AddPlimsollSerialization();
            client.UseConnectionRetryFilter<ConnectionRetry>();
            client.AddActivityPropagation();
            client.Configure<Orleans.Configuration.ClientMessagingOptions>(o => o.ResponseTimeout = Detection.CallTimeout);
            ClusterProviders.Of(options.Cluster).UseForGateway(client, options);
        });
        builder.Services.AddGrainLeases();
        builder.Services.AddKeyedSingleton<IComponentDirectory>(ExpositionSetup.ExposedKey, new ResidentDirectory(new SiloResidents()));
    }
}
