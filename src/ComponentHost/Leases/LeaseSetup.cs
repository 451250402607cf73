using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;

namespace Plimsoll.ComponentHost.Leases;

public static class LeaseSetup
{
    /// <summary><see cref="IFleetLease"/> for a member of a fleet. The caller adds the <see cref="ILeaseStore"/> that the members share.</summary>
    public static IServiceCollection AddFleetLeases(this IServiceCollection services)
    {
        services.TryAddSingleton(new LeaseSettings());
        services.AddSingleton<LeaseEvents>().AddSingleton<LeaseKeeper>();
        services.AddSingleton<IFleetLease>(s => s.GetRequiredService<LeaseKeeper>());
        return services.AddHostedService(s => s.GetRequiredService<LeaseKeeper>());
    }

    /// <summary><see cref="IFleetLease"/> for a process that is the whole fleet.</summary>
    public static IServiceCollection AddLeasesOfOne(this IServiceCollection services) => services.AddSingleton<IFleetLease, SoleMember>();
}
