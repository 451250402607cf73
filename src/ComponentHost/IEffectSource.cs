using Plimsoll.Effects;

namespace Plimsoll.ComponentHost;

/// <summary>The side of a component that its outbox works on.</summary>
public interface IEffectSource
{
    string Name { get; }

    IReadOnlyList<PendingEffect> Pending();

    /// <summary>False when the checkpoint could not be committed now.</summary>
    Task<bool> CommitAsync(CancellationToken cancellationToken);

    void Acknowledge(string effectId);
}

/// <param name="Committed">Whether the checkpoint that holds it is committed.</param>
public readonly record struct PendingEffect(Effect Effect, bool Committed);
