using Orleans.Services;
using Plimsoll.Components.Views;

namespace Plimsoll.Grains.Fleet;

/// <summary>What one silo says of the components that live there.</summary>
[Alias("plimsoll.roster")]
public interface IRosterService : IGrainService
{
    [Alias("list"), ResponseTimeout("00:00:03")]
    Task<ComponentSummary[]> ListAsync();

    [Alias("names"), ResponseTimeout("00:00:03")]
    Task<string[]> ListNamesAsync();

    [Alias("has"), ResponseTimeout("00:00:03")]
    Task<bool> HasAsync(string component);
}
