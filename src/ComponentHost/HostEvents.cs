using System.Diagnostics.Metrics;
using Plimsoll.Components;
using Plimsoll.Effects;
using Plimsoll.Quality.Budgets;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.ComponentHost;

/// <summary>What happens to components in this process, as metrics and log lines.</summary>
public sealed partial class HostEvents
{
    private const string MeterName = "Plimsoll.Gateway";

    private readonly ILogger<HostEvents> _logger;
    private readonly Counter<long> _checkpoints;
    private readonly Counter<long> _checkpointBlocks;
    private readonly Counter<long> _checkpointBytes;
    private readonly Counter<long> _corrupt;
    private readonly Counter<long> _newer;
    private readonly Counter<long> _reloads;
    private readonly Counter<long> _effects;
    private readonly Counter<long> _slices;

    public HostEvents(IMeterFactory meters, ILogger<HostEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create(MeterName);
        _checkpoints = meter.CreateCounter<long>("plimsoll_gateway_checkpoints", description: "Commits of component state, by outcome.");
        _checkpointBlocks = meter.CreateCounter<long>("plimsoll_gateway_checkpoint_blocks", description: "Blocks written by commits of component state.");
        _checkpointBytes = meter.CreateCounter<long>("plimsoll_gateway_checkpoint_written_bytes", "By", "Heads and blocks written by commits of component state.");
        _corrupt = meter.CreateCounter<long>("plimsoll_gateway_checkpoints_corrupt", description: "Checkpoints that could not be read; the component began anew from the journal.");
        _newer = meter.CreateCounter<long>("plimsoll_gateway_checkpoints_newer", description: "Tries to read a checkpoint that a later build wrote; it stays as it is.");
        _reloads = meter.CreateCounter<long>("plimsoll_gateway_component_reloads", description: "Components that went back to their checkpoint, by reason.");
        _effects = meter.CreateCounter<long>("plimsoll_gateway_effects", description: "Tries to carry out effects, by kind and outcome.");
        _slices = meter.CreateCounter<long>("plimsoll_gateway_judge_slices", description: "Questions for slices of the fleet's budget for judging, by outcome.");
    }

    public void SliceExchanged(SliceWish wish, Lease? lease) =>
        CountSlice(lease is not null ? "granted" : wish.Least == default ? "returned" : "refused");

    public void FundsOutOfReach(Exception? trouble)
    {
        CountSlice("failed");
        FundsNotReached(trouble);
    }

    private void CountSlice(string outcome) => _slices.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Committed(string component, CheckpointCommit commit, CommitResult result)
    {
        var outcome = result switch
        {
            CommitResult.Committed => "committed",
            CommitResult.Conflict => "conflict",
            CommitResult.Unavailable => "unavailable",
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
        };
        _checkpoints.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
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
        _checkpoints.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
        CheckpointThrew(trouble, component);
    }

    public void CheckpointCorrupt(string component, Exception corrupt)
    {
        _corrupt.Add(1);
        CheckpointUnreadable(corrupt, component);
    }

    public void StateIsNewer(string component, NewerStateException newer)
    {
        _newer.Add(1);
        CheckpointNewer(component, newer.Message);
    }

    public void ArchiveDamaged(string component, string block, Exception corrupt)
    {
        _corrupt.Add(1);
        ArchiveUnreadable(corrupt, component, block);
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

    private void Reloaded(string reason) => _reloads.Add(1, new KeyValuePair<string, object?>("reason", reason));

    private void CountEffect(Effect effect, string outcome) =>
        _effects.Add(1, new KeyValuePair<string, object?>("kind", effect.Kind), new KeyValuePair<string, object?>("outcome", outcome));
}
