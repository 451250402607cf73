using Plimsoll.Components;
using Plimsoll.Components.Views;

namespace Plimsoll.Grains;

/// <summary>One inference component in the cluster; the key is its name.</summary>
[Alias("plimsoll.component")]
public interface IInferenceComponentGrain : IGrainWithStringKey, IInferenceComponent, IJudgedComponent, IRolloutComponent, IEvidenceComponent, IErasableComponent, IGoldenComponent, IMeasuredComponent, IWatchedComponent
{
    /// <summary>The component's row of the fleet. Reads the checkpoint first when the component was asleep.</summary>
    [Alias("summary")]
    Task<ComponentSummary> GetSummaryAsync();
}
