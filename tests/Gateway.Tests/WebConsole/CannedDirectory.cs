using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.WebConsole;

/// <summary>Components whose views and series are made up, the same for the same time.</summary>
public sealed class CannedDirectory(params CannedComponent[] components) : IComponentDirectory
{
    public IInferenceComponent Get(string component) => components.Single(c => c.Name == component);

    public Task<IReadOnlyList<ComponentSummary>> ListAsync() =>
        Task.FromResult<IReadOnlyList<ComponentSummary>>([.. components.Select(c => c.View.Summary).OrderBy(s => s.Component, StringComparer.Ordinal)]);

    public Task<bool> ExistsAsync(string component) => Task.FromResult(components.Any(c => c.Name == component));
}
