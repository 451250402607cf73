using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.WebConsole;

/// <summary>Components whose views and series are made up, the same for the same time.</summary>
public sealed class CannedDirectory(params CannedComponent[] components) : IComponentDirectory
{
    private volatile CannedComponent[] _components = components;

    public void Add(CannedComponent component) => _components = [.. _components, component];

    public CannedComponent Canned(string component) => _components.Single(c => c.Name == component);

    public IInferenceComponent Get(string component) => Canned(component);

    public Task<IReadOnlyList<string>> ListNamesAsync() => throw new NotSupportedException();

    public Task<IReadOnlyList<ComponentSummary>> ListAsync() =>
        Task.FromResult<IReadOnlyList<ComponentSummary>>([.. _components.Select(c => c.View.Summary).OrderBy(s => s.Component, StringComparer.Ordinal)]);

    public Task<bool> ExistsAsync(string component) => Task.FromResult(_components.Any(c => c.Name == component));
}
