using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that a user is erased from.</summary>
public interface IErasableComponent
{
    /// <summary>
    /// Gives up what tells of a user, and commits it so that the store keeps no older state; null when it could not be
    /// committed: ask again. Asking twice does no harm.
    /// </summary>
    Task<ErasureReceipt?> EraseAsync(ErasureOrder order);
}

/// <summary>The port to wherever components live.</summary>
public interface IErasableComponents
{
    IErasableComponent FindErasable(string component);
}
