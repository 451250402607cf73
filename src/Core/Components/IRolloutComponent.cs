using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that people who roll out work on.</summary>
public interface IRolloutComponent
{
    /// <summary>Arms a rollout again that was rolled back; null when it could not be committed: ask again.</summary>
    Task<RearmReceipt?> RearmRolloutAsync();
}

/// <summary>The port to wherever components live.</summary>
public interface IRolloutComponents
{
    IRolloutComponent FindRollout(string component);
}
