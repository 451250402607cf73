using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Grains;

namespace Plimsoll.Silo.Gateways;

/// <summary>The components of the cluster, as a gateway reaches them.</summary>
internal sealed class GrainComponentDirectory(IGrainFactory grains) : IComponentDirectory, IJudgedComponents, IRolloutComponents, IEvidenceComponents, IErasableComponents, IGoldenComponents, IMeasuredComponents, IWatchedComponents
{
    private IFleetGrain Fleet => grains.GetGrain<IFleetGrain>(0);

    public IInferenceComponent Get(string component) => new RemoteComponent(grains.GetGrain<IInferenceComponentGrain>(component));

    public IJudgedComponent FindJudged(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IRolloutComponent FindRollout(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IGoldenComponent FindGolden(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IErasableComponent FindErasable(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IMeasuredComponent FindMeasured(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IWatchedComponent FindWatched(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public IEvidenceComponent FindEvidence(string component) => grains.GetGrain<IInferenceComponentGrain>(component);

    public async Task<IReadOnlyList<ComponentSummary>> ListAsync() => await Fleet.ListAsync();

    public async Task<IReadOnlyList<string>> ListNamesAsync() => await Fleet.ListNamesAsync();

    public Task<bool> ExistsAsync(string component) => Fleet.ExistsAsync(component);
}
