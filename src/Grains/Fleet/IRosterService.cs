using Orleans.Services;
using Plimsoll.Components.Views;

namespace Plimsoll.Grains.Fleet;

/// <summary>What one silo says of the components that live there.</summary>
[Alias("plimsoll.roster")]
public interface IRosterService : IGrainService
{
    [Alias("list")]
    Task<ComponentSummary[]> ListAsync();

    [Alias("names")]
    Task<string[]> ListNamesAsync();

    [Alias("has")]
    Task<bool> HasAsync(string component);
}
