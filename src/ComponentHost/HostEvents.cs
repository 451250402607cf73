using System.Diagnostics.Metrics;
using Plimsoll.Components;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>What happens to components in this process, as metrics and log lines.</summary>
public sealed partial class HostEvents(IMeterFactory meters, ILogger<HostEvents> logger)
{
    private readonly Tally _checkpoints = new(meters, "plimsoll_gateway_checkpoints", "Commits of component state, by outcome.", "outcome");
    private readonly Tally _checkpointBlocks = new(meters, "plimsoll_gateway_checkpoint_blocks", "Blocks written by commits of component state.");
    private readonly Tally _checkpointBytes = Tally.OfBytes(meters, "plimsoll_gateway_checkpoint_written_bytes", "Heads and blocks written by commits of component state.");
    private readonly Tally _corrupt = new(meters, "plimsoll_gateway_checkpoints_corrupt", "Checkpoints and blocks of them that could not be read.");
    private readonly Tally _newer = new(meters, "plimsoll_gateway_checkpoints_newer", "Tries to read a checkpoint that a later build wrote; it stays as it is.");
    private readonly Tally _reloads = new(meters, "plimsoll_gateway_component_reloads", "Components that went back to their checkpoint, by reason.", "reason");
    private readonly Tally _effects = new(meters, "plimsoll_gateway_effects", "Tries to carry out effects, by kind and outcome.", "kind", "outcome");
    private readonly Tally _slices = new(meters, "plimsoll_gateway_judge_slices", "Questions for slices of the fleet's budget for judging, by outcome.", "outcome");

    public void SliceExchanged(SliceWish wish, Lease? lease) =>
        CountSlice(lease is not null ? "granted" : wish.Least == default ? "returned" : "refused");

    public void FundsOutOfReach(Exception? trouble)
    {
        CountSlice("failed");
        FundsNotReached(trouble);
    }

    private void CountSlice(string outcome) => _slices.One(outcome);

    public void Committed(string component, CheckpointCommit commit, CommitResult result)
    {
        var outcome = result switch
        {
            CommitResult.Committed => "committed",
            CommitResult.Conflict => "conflict",
            CommitResult.Unavailable => "unavailable",
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
        };
        _checkpoints.One(outcome);
        if (result is CommitResult.Committed)
        {
            _checkpointBlocks.Add(commit.Written.Count);
            _checkpointBytes.Add(commit.State.Length + commit.Written.Sum(w => (long)w.Bytes.Length));
        }
        if (result is CommitResult.Unavailable unavailable)
            CheckpointUnavailable(component, unavailable.Reason);
    }

    public void CommitFailed(string component, Exception trouble)
    {
        _checkpoints.One("failed");
        CheckpointThrew(trouble, component);
    }

    public void CheckpointCorrupt(string component, Exception corrupt)
    {
        _corrupt.One();
        CheckpointUnreadable(corrupt, component);
    }

    public void StateIsNewer(string component, NewerStateException newer)
    {
        _newer.One();
        CheckpointNewer(component, newer.Message);
    }

    public void BlockDamaged(string component, string block, Exception corrupt)
    {
        _corrupt.One();
        BlockUnreadable(corrupt, component, block);
    }

    public void SteppedBack(string component, string damage)
    {
        _corrupt.One();
        NewestUnreadable(component, damage);
    }

    public void Fenced(string component, long current)
    {
        Reloaded("conflict");
        AnotherWriter(component, current);
    }

    public void ApplyFailed(string component, DeliveryBatch batch, Exception bug)
    {
        Reloaded("apply_failed");
        ApplyThrew(bug, component, batch.Sequence, batch.JournalId);
    }

    public void TickFailed(string component, Exception bug)
    {
        Reloaded("tick_failed");
        TickThrew(bug, component);
    }

    public void EffectTried(string component, Effect effect, EffectResult result)
    {
        switch (result)
        {
            case EffectResult.Done:
                CountEffect(effect, "done");
                break;
            case EffectResult.RetryAfter retry:
                CountEffect(effect, "retry");
                EffectPutOff(component, effect.Kind, effect.Id, retry.Reason);
                break;
            case EffectResult.GivenUp givenUp:
                CountEffect(effect, "given_up");
                EffectGivenUp(component, effect.Kind, effect.Id, givenUp.Reason);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, null);
        }
    }

    public void EffectThrew(string component, Effect effect, Exception trouble)
    {
        CountEffect(effect, "failed");
        EffectFailed(trouble, component, effect.Kind, effect.Id);
    }

    private void Reloaded(string reason) => _reloads.One(reason);

    private void CountEffect(Effect effect, string outcome) =>
        _effects.One(effect.Kind, outcome);
}
