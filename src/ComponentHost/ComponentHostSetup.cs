using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;

namespace Plimsoll.ComponentHost;

public static class ComponentHostSetup
{
    /// <summary>
    /// What hosted components share. The host adds where they live (<see cref="IResidents"/>), when their clock starts
    /// (<see cref="IClockStart"/>), who redelivers (<see cref="IRedelivery"/>) and the checkpoint store.
    /// </summary>
    /// <param name="clock">The components' clock, where it is not the process's.</param>
    public static IServiceCollection AddComponentHost(this IServiceCollection services, TimeProvider? clock = null)
    {
        services.AddSingleton<IEffectExecutor, StateChangedExecutor>().AddSingleton<IEffectExecutor, HarmConfirmedExecutor>();
        services.AddSingleton<HostEvents>().AddSingleton<ComponentLoader>().AddSingleton<CheckpointWriter>();
        services.AddSingleton<IBatchApplication, BatchApplication>().AddSingleton<ArchiveReader>().AddSingleton<CheckpointSearch>();
        services.AddSingleton<IFleetFunds>(s => WithClock<StoredFunds>(s, clock));
        services.AddSingleton(s => WithClock<HostServices>(s, clock));
        return services.AddHostedService(s => WithClock<ComponentUpkeep>(s, clock));
    }

    private static T WithClock<T>(IServiceProvider services, TimeProvider? clock) =>
        ActivatorUtilities.CreateInstance<T>(services, clock ?? services.GetRequiredService<TimeProvider>());
}
