using Plimsoll.Components;
using Plimsoll.Effects;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>Effects: committed first, carried out at least once, the most urgent at once.</summary>
public abstract class EffectContract : HostContract
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Effect_is_carried_out_only_after_the_checkpoint_that_holds_it()
    {
        var committed = new List<bool>();
        World.Effects.Answer = async (component, effect) =>
        {
            committed.Add((await StoredEffectsAsync(component)).Contains(effect.Id));
            return new EffectResult.Done();
        };
        await DeliverAsync("a", Journal.Append("a", 5));

        World.Clock.Advance(Tick);

        await Eventually.TrueAsync(() => World.Effects.Tried.Count > 0, "the change of state is announced");
        Assert.All(committed, Assert.True);
    }

    [Fact]
    public async Task Effect_is_carried_out_once_when_nothing_fails()
    {
        await DeliverAsync("a", Journal.Append("a", 5));
        World.Clock.Advance(Tick);
        await Eventually.TrueAsync(() => World.Effects.Tried.Count > 0, "the change of state is announced");
        World.Clock.Advance(Tick);
        await Component("a").CheckpointAsync(Journal.Id);
        await RestartAsync();
        World.Clock.Advance(Tick);
        await DeliverAsync("b", Journal.Append("b", 5));
        World.Clock.Advance(Tick);
        await Eventually.TrueAsync(() => World.Effects.Tried.Any(t => t.Component == "b"), "the other's change is announced");
        Assert.Single(World.Effects.Tried, t => t.Component == "a");
    }

    [Fact]
    public async Task Effect_that_was_not_carried_out_survives_a_kill()
    {
        var tries = 0;
        World.Effects.Answer = (_, _) =>
        {
            Interlocked.Increment(ref tries);
            throw new IOException("no route");
        };
        await DeliverAsync("a", Journal.Append("a", 5));
        World.Clock.Advance(Tick);
        await Eventually.TrueAsync(() => Volatile.Read(ref tries) > 0, "the first try");
        World.Effects.Answer = (_, _) => Task.FromResult<EffectResult>(new EffectResult.Done());

        await RestartAsync();
        await ViewAsync("a");

        await TickUntilAsync(() => World.Effects.Tried.Count > 0, "the announcement after the kill");
    }

    [Fact]
    public async Task Failed_try_is_repeated_with_the_same_id()
    {
        var ids = new List<string>();
        World.Effects.Answer = (_, effect) =>
        {
            ids.Add(effect.Id);
            return Task.FromResult<EffectResult>(ids.Count < 3 ? new EffectResult.RetryAfter(TimeSpan.FromSeconds(1), "busy") : new EffectResult.Done());
        };
        await DeliverAsync("a", Journal.Append("a", 5));
        await TickUntilAsync(() => World.Effects.Tried.Count == 3, "the third try");
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task Effect_given_up_is_not_tried_again()
    {
        World.Effects.Answer = (_, _) => Task.FromResult<EffectResult>(new EffectResult.GivenUp("unknown_receiver"));
        await DeliverAsync("a", Journal.Append("a", 5));
        await TickUntilAsync(() => World.Effects.Tried.Count == 1, "the only try");
        await DeliverAsync("b", Journal.Append("b", 5));
        await TickUntilAsync(() => World.Effects.Tried.Any(t => t.Component == "b"), "the other's announcement");
        Assert.Single(World.Effects.Tried, t => t.Component == "a");
    }

    [Fact]
    public async Task Most_urgent_effect_waits_neither_for_the_checkpoint_interval_nor_for_another_tick()
    {
        await DeliverAsync("a", Journal.Append("a", 100, error: "timeout"));

        World.Clock.Advance(TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync(() => World.Effects.Tried.Count > 0, "the failure is announced at the tick that finds it");
        Assert.Equal(EffectPriority.P0, World.Effects.Tried[0].Effect.Priority);
    }

    [Fact]
    public async Task Nothing_is_carried_out_while_its_checkpoint_cannot_be_committed()
    {
        World.Store.Unavailable = true;
        await DeliverAsync("a", Journal.Append("a", 5));
        for (var i = 0; i < 5; i++)
        {
            World.Clock.Advance(Tick);
            await Component("a").CheckpointAsync(Journal.Id);
        }
        Assert.Empty(World.Effects.Tried);
        World.Store.Unavailable = false;
        await TickUntilAsync(() => World.Effects.Tried.Count > 0, "the announcement once the store is back");
    }

    private Task TickUntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            World.Clock.Advance(Tick);
            return condition();
        },
        what);

    private async Task<IReadOnlyList<string>> StoredEffectsAsync(string component)
    {
        if (await World.Store.ReadHeadAsync(component, default) is not { } head)
            return [];
        var names = InferenceComponent.ResidentBlocks(head.State);
        var bytes = await World.Store.ReadBlocksAsync(head, names, default);
        var state = InferenceComponent.Load(component, ComponentSettings.Default, head.State, [.. names.Zip(bytes, (n, b) => new StateBlock(n, b))]);
        return [.. state.PendingEffects.Select(e => e.Id)];
    }
}
