using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The port to wherever components live.</summary>
public interface IComponentDirectory
{
    IInferenceComponent Get(string component);

    /// <summary>One row per known component, by name.</summary>
    Task<IReadOnlyList<ComponentSummary>> ListAsync();

    /// <summary>Names of the known components, sorted; much cheaper than their rows.</summary>
    Task<IReadOnlyList<string>> ListNamesAsync();

    /// <summary>Whether the component is known here or in the store; asking does not make it.</summary>
    Task<bool> ExistsAsync(string component);
}
