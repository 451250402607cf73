using System.Collections.Concurrent;
using Plimsoll.ComponentHost;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Gateway.Embedded;

/// <summary>The components of this process: those in memory and those that the store holds.</summary>
internal sealed class EmbeddedComponentDirectory(HostServices services, ICheckpointStore store) : IComponentDirectory, IJudgedComponents, IRolloutComponents, IEvidenceComponents, IErasableComponents, IGoldenComponents, IMeasuredComponents, IWatchedComponents, IResidents, IDisposable
{
    private readonly ConcurrentDictionary<string, HostedComponent> _components = new(StringComparer.Ordinal);

    public IEnumerable<HostedComponent> All => _components.Values;

    /// <summary>Makes a component that does not exist; ask <see cref="ExistsAsync"/> before about a name that anybody may have made up.</summary>
    public IInferenceComponent Get(string component) => Find(component);

    public IJudgedComponent FindJudged(string component) => Find(component);

    public IRolloutComponent FindRollout(string component) => Find(component);

    public IGoldenComponent FindGolden(string component) => Find(component);

    public IErasableComponent FindErasable(string component) => Find(component);

    public IMeasuredComponent FindMeasured(string component) => Find(component);

    public IWatchedComponent FindWatched(string component) => Find(component);

    public IEvidenceComponent FindEvidence(string component) => Find(component);

    public async Task<IReadOnlyList<ComponentSummary>> ListAsync()
    {
        var rows = new List<ComponentSummary>(_components.Count);
        foreach (var component in _components.Values.OrderBy(c => c.Name, StringComparer.Ordinal))
            rows.Add(await component.GetSummaryAsync());
        return rows;
    }

    public Task<IReadOnlyList<string>> ListNamesAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. _components.Keys.Order(StringComparer.Ordinal)]);

    public Task<bool> ExistsAsync(string component) => Task.FromResult(_components.ContainsKey(component));

    /// <summary>Makes the components of the store known; they are read when first used.</summary>
    public async Task FindStoredAsync(CancellationToken cancellationToken)
    {
        await foreach (var key in store.ListKeysAsync(cancellationToken))
            Find(key);
    }

    public void Dispose()
    {
        foreach (var component in _components.Values)
            component.Dispose();
    }

    private HostedComponent Find(string component) =>
        _components.GetOrAdd(component, static (name, services) => new HostedComponent(name, services), services);
}
