using Plimsoll.Components.Views;

namespace Plimsoll.Grains;

/// <summary>
/// All components of the cluster. Any silo answers, and puts the answer together from what every silo says of the
/// components that live there, so that nobody holds a list that everybody needs.
/// </summary>
[Alias("plimsoll.fleet")]
public interface IFleetGrain : IGrainWithIntegerKey
{
    /// <summary>One row per component, by name.</summary>
    [Alias("list"), ResponseTimeout("00:00:30")]
    Task<ComponentSummary[]> ListAsync();

    /// <summary>Names, sorted.</summary>
    [Alias("names"), ResponseTimeout("00:00:30")]
    Task<string[]> ListNamesAsync();

    /// <summary>Whether the component lives in a silo or has a checkpoint; asking does not make it.</summary>
    [Alias("exists"), ResponseTimeout("00:00:30")]
    Task<bool> ExistsAsync(string component);

    /// <summary>Brings the components to life that only the store holds.</summary>
    [Alias("wake"), ResponseTimeout("00:00:30")]
    Task WakeAsync();
}
