using System.Collections.Concurrent;
using Plimsoll.ComponentHost;

namespace Plimsoll.Grains;

/// <summary>The components whose grains live in this silo.</summary>
public sealed class SiloResidents : IResidents
{
    private readonly ConcurrentDictionary<string, HostedComponent> _components = new(StringComparer.Ordinal);

    public IEnumerable<HostedComponent> All => _components.Values;

    public IEnumerable<string> Names => _components.Keys;

    /// <summary>Null when the component does not live here.</summary>
    public HostedComponent? Find(string component) => _components.GetValueOrDefault(component);

    /// <summary>Grains come to life when they are called or woken.</summary>
    public Task FindStoredAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Add(HostedComponent component) => _components[component.Name] = component;

    /// <summary>Removes this very activation: another of the same name may have come in its place.</summary>
    public void Remove(HostedComponent component) => _components.TryRemove(new(component.Name, component));
}
