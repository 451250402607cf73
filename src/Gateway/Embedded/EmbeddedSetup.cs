using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Effects;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Gateway.Embedded;

public static class EmbeddedSetup
{
    public static IServiceCollection AddEmbeddedComponents(this IServiceCollection services)
    {
        services.AddSingleton<ICheckpointStore>(s =>
            FileCheckpointStore.Open(Path.Combine(s.GetRequiredService<PlimsollOptions>().DataDirectory, "checkpoints")));
        services.AddSingleton<IEffectExecutor, StateChangedExecutor>();
        services.AddSingleton<EmbeddedEvents>().AddSingleton<ComponentLoader>().AddSingleton<CheckpointWriter>();
        services.AddSingleton<IBatchApplication, BatchApplication>().AddSingleton<ArchiveReader>().AddSingleton<EmbeddedServices>();
        services.AddSingleton<EmbeddedComponentDirectory>().AddSingleton<IComponentDirectory>(s => s.GetRequiredService<EmbeddedComponentDirectory>());
        return services.AddHostedService<ComponentUpkeep>();
    }
}
