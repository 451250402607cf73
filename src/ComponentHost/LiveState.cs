using Plimsoll.Components;
using Plimsoll.Effects;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>
/// A component in memory together with what the store holds of it. Dropped as a whole when it may no longer be
/// trusted. Guarded by its owner's lock.
/// </summary>
/// <param name="savedVersion">The component's version that the store has; null for that of now.</param>
public sealed class LiveState(InferenceComponent component, CheckpointHead? head, StateReset? reset, long? savedVersion = null)
{
    private IReadOnlyDictionary<Guid, long> _saved = component.Save(savedVersion ?? component.Version).Watermarks;
    private long? _forgotMs;
    private long _forgotSaid;
    private HashSet<string> _committedEffects = [.. component.PendingEffects.Select(e => e.Id)];

    public InferenceComponent Component => component;

    /// <summary>The head that the next commit follows; null when the store has none.</summary>
    public CheckpointHead? Head { get; private set; } = head;

    /// <summary>Set until the first commit after a checkpoint that could not be read.</summary>
    public StateReset? Reset { get; private set; } = reset;

    public long SavedVersion { get; private set; } = savedVersion ?? component.Version;

    public bool Dirty => component.Version != SavedVersion;

    public Watermark WatermarkOf(Guid journal) => new(component.AppliedThrough(journal), SavedThrough(journal));

    public long SavedThrough(Guid journal) => _saved.GetValueOrDefault(journal);

    /// <summary>Whether the checkpoint that holds the effect is committed, so that it may be carried out.</summary>
    public bool IsCommitted(Effect effect) => _committedEffects.Contains(effect.Id);

    /// <summary>
    /// Whether the component has what came before a batch. One that began anew takes nothing until the journal is
    /// delivered to it from the start.
    /// </summary>
    public bool IsBehind(DeliveryBatch batch)
    {
        var applied = component.AppliedThrough(batch.JournalId);
        return batch.After is { } after ? applied < after : Reset is not null && applied == 0;
    }

    /// <summary>
    /// Whether the store may by now hold for too long what judges said and the component has dropped. What a process before this one
    /// left in the store is not known, so the time begins with the first question.
    /// </summary>
    /// <param name="said">The component's <see cref="InferenceComponent.SaidVersion"/>.</param>
    public bool MustForget(long said, long nowMs)
    {
        _forgotMs ??= nowMs;
        return said != _forgotSaid && nowMs - _forgotMs >= HostedComponent.ForgetsWithin.TotalMilliseconds;
    }

    /// <param name="said">The component's, before the store moved what is alive.</param>
    public void Forgot(long said, long nowMs) => (_forgotSaid, _forgotMs) = (said, nowMs);

    public void Committed(CheckpointHead newHead, StateSnapshot snapshot, HashSet<string> effects)
    {
        Head = newHead;
        Reset = null;
        SavedVersion = snapshot.Version;
        _saved = snapshot.Watermarks;
        _committedEffects = effects;
    }
}

/// <summary>What the first commit clears away after a checkpoint that could not be read.</summary>
/// <param name="HeadUnreadable">Even its version is unknown: the key is deleted first.</param>
/// <param name="Blocks">Blocks of the head that could be read, all given up.</param>
public sealed record StateReset(bool HeadUnreadable, IReadOnlyCollection<string> Blocks);
