using Plimsoll.ComponentHost;
using Plimsoll.ComponentHost.Leases;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Comparing;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Cursors;
using Plimsoll.Storage.Funds;
using Plimsoll.Storage.Leases;

namespace Plimsoll.Gateway.Embedded;

public static class EmbeddedSetup
{
    private const string Cursors = "cursors";
    private const string Funds = "funds";

    public static IServiceCollection AddEmbeddedComponents(this IServiceCollection services)
    {
        services.AddSingleton<ICheckpointStore>(s =>
            FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, "checkpoints")));
        services.AddKeyedSingleton(Funds, (s, _) => FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, Funds)));
        services.AddSingleton<IFundsStore>(s => new CheckpointFundsStore(s.GetRequiredKeyedService<FileCheckpointStore>(Funds)));
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
        services.AddSingleton<IWatchedComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddSingleton<IMeasuredComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        services.AddKeyedSingleton(Cursors, (s, _) =>
            FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, Cursors)));
        services.AddSingleton(s => new CursorStore(new CheckpointLeaseStore(s.GetRequiredKeyedService<FileCheckpointStore>(Cursors))));
        services.AddSingleton<IEvidenceComponents>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        return services.AddComponentHost().AddRollbacks();
    }
}
