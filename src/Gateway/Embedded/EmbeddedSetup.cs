using Plimsoll.ComponentHost;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Gateway.Embedded;

public static class EmbeddedSetup
{
    public static IServiceCollection AddEmbeddedComponents(this IServiceCollection services)
    {
        services.AddSingleton<ICheckpointStore>(s =>
            FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, "checkpoints")));
        services.AddSingleton<IRedelivery>(s => s.GetRequiredService<RedeliveryRequests>());
        services.AddSingleton<IClockStart>(s => s.GetRequiredService<RecoveryGate>());
        services.AddSingleton<EmbeddedComponentDirectory>();
        services.AddSingleton<IResidents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddSingleton<IComponentDirectory>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddLeasesOfOne();
        services.AddSingleton<IJudgedComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddSingleton<IRolloutComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddSingleton<IGoldenComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddSingleton<IErasableComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        return services.AddComponentHost().AddRollbacks();
    }
}
