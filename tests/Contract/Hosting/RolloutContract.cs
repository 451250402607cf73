using Plimsoll.Comparison.Rollout;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Effects;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>Rollouts: a rollback is latched, saved before it is told, told once, and taken back by a person alone.</summary>
public abstract class RolloutContract : HostContract
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Rollback_is_told_once_after_the_checkpoint_that_holds_it_and_stays_over_a_kill()
    {
        var committed = new List<string?>();
        World.Rollbacks.Answer = async (component, _) =>
        {
            committed.Add((await World.Store.ReadHeadAsync(component, default)) is { } head ? (await StoredAsync(component, head)).Reason : null);
            return new EffectResult.Done();
        };
        await RollBackAsync();
        Assert.Equal(["guardrail:errors"], committed);
        await Component("a").CheckpointAsync(Journal.Id);

        await RestartAsync();
        await MinuteAsync("upstream");

        Assert.Equal("rolled_back", (await ViewAsync("a")).Rollout!.State);
        Assert.Single(World.Rollbacks.Tried);
    }

    [Fact]
    public async Task Person_arms_a_rollout_again_and_that_survives_a_kill()
    {
        Assert.Equal("no_rollout", (await Host.Rollouts.FindRollout("b").RearmRolloutAsync())!.Refused);
        await RollBackAsync();

        Assert.Null((await Host.Rollouts.FindRollout("a").RearmRolloutAsync())!.Refused);
        await RestartAsync();

        Assert.Equal("running", (await ViewAsync("a")).Rollout!.State);
    }

    private async Task<RolloutView> StoredAsync(string component, CheckpointHead head)
    {
        var names = InferenceComponent.ResidentBlocks(head.State);
        var bytes = await World.Store.ReadBlocksAsync(head, names, default);
        var loaded = InferenceComponent.Load(component, World.Options.SettingsFor(component), head.State, [.. names.Zip(bytes, (n, b) => new StateBlock(n, b))]);
        return loaded.View(World.NowMs, []).Rollout!;
    }

    private async Task RollBackAsync()
    {
        World.Settings["a"] = new() { Rollout = new RolloutSettings("v1", "v2") };
        await RestartAsync();
        await MinuteAsync(null);
        await MinuteAsync("upstream");
        await Eventually.TrueAsync(() => World.Rollbacks.Tried.Count > 0, "the rollback is told");
    }

    /// <summary>A minute of both versions; all requests of the new one end with the error.</summary>
    private async Task MinuteAsync(string? error)
    {
        await DeliverAsync("a", Journal.Append("a", 100, null, "v1"));
        await DeliverAsync("a", Journal.Append("a", 100, error, "v2"));
        World.Clock.Advance(s_tick);
        await Eventually.TrueAsync(async () => (await ViewAsync("a")).Rollout!.State != "waiting", "the rollout has begun");
    }
}
