using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>What a host does when batches, stores or other hosts misbehave.</summary>
public abstract class TroubleContract : HostContract
{
    [Fact]
    public async Task Batch_that_does_not_decode_is_set_aside_counted_and_does_not_return()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        var garbage = Journal.Append("a", new byte[] { 9, 9, 9, 9, 9 });

        var receipt = await DeliverAsync("a", garbage);

        Assert.Equal(DeliveryOutcome.SetAside, receipt.Outcome);
        Assert.NotNull(receipt.Reason);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, (await DeliverAsync("a", garbage)).Outcome);
        await DeliverAsync("a", Journal.Append("a", 10));
        Assert.Equal(11, await RequestsAsync("a"));
        Assert.Equal(1, (await ViewAsync("a")).DataQuality.SetAside);
    }

    [Fact]
    public async Task Batch_that_makes_Apply_throw_is_set_aside_and_costs_no_other()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await Component("a").CheckpointAsync(Journal.Id);
        await DeliverAsync("a", Journal.Append("a", 10));
        var bad = Journal.Append("a", 100);
        Journal.Append("a", 1000);
        World.ApplyThrows = b => b.Sequence == bad.Sequence;

        Assert.Equal(DeliveryOutcome.Behind, (await DeliverAsync("a", bad)).Outcome);
        await Journal.CatchUpAsync(Host, "a");

        Assert.Equal(1011, await RequestsAsync("a"));
        Assert.Equal(1, (await ViewAsync("a")).DataQuality.SetAside);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, (await DeliverAsync("a", bad)).Outcome);
    }

    [Fact]
    public async Task Bad_batch_does_not_return_after_a_restart()
    {
        var bad = Journal.Append("a", 100);
        World.ApplyThrows = b => b.Sequence == bad.Sequence;
        Journal.Append("a", 1);
        await Journal.CatchUpAsync(Host, "a");
        await Component("a").CheckpointAsync(Journal.Id);

        await RestartAsync();
        await Journal.CatchUpAsync(Host, "a");

        Assert.Equal(1, await RequestsAsync("a"));
        Assert.Equal(1, (await ViewAsync("a")).DataQuality.SetAside);
    }

    [Fact]
    public async Task Unreachable_store_keeps_nobody_from_counting_and_is_made_up_for_later()
    {
        World.Store.Unavailable = true;
        await DeliverAsync("a", Journal.Append("a", 1));
        Assert.Equal(new Watermark(1, 0), await Component("a").CheckpointAsync(Journal.Id));
        await DeliverAsync("a", Journal.Append("a", 10));
        Assert.Equal(11, await RequestsAsync("a"));

        World.Store.Unavailable = false;

        Assert.Equal(new Watermark(2, 2), await Component("a").CheckpointAsync(Journal.Id));
        await RestartAsync();
        Assert.Equal(11, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Stale_writer_is_fenced_out_and_goes_on_from_what_the_other_saved()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        World.Clock.Advance(TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => World.Effects.Tried.Count > 0, "the change of state, after which the host saves nothing by itself");
        await Component("a").CheckpointAsync(Journal.Id);
        await DeliverAsync("a", Journal.Append("a", 10));
        var other = await CommitAsAnotherAsync("a", 100);

        await Component("a").CheckpointAsync(Journal.Id);

        Assert.Equal(other, (await World.Store.ReadHeadAsync("a", default))!.Version);
        Assert.Equal(101, await RequestsAsync("a"));
        await Journal.CatchUpAsync(Host, "a");
        Assert.Equal(111, await RequestsAsync("a"));
        Assert.Equal(new Watermark(2, 2), await Component("a").CheckpointAsync(Journal.Id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damaged_checkpoint_costs_no_more_than_what_the_journal_no_longer_holds(bool head)
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await DeliverAsync("a", Journal.Append("a", 10));
        await Component("a").CheckpointAsync(Journal.Id);
        (head ? World.Store.CorruptHeads : World.Store.Corrupt).Add("a");

        await RestartAsync();
        var next = Journal.Append("a", 100) with { After = null };
        Assert.Equal(DeliveryOutcome.Behind, (await DeliverAsync("a", next)).Outcome);
        await Journal.CatchUpAsync(Host, "a");

        Assert.Equal(111, await RequestsAsync("a"));
        Assert.Equal(new Watermark(3, 3), await Component("a").CheckpointAsync(Journal.Id));
        await RestartAsync();
        Assert.Equal(111, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Damaged_block_of_a_checkpoint_costs_what_it_held()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        var minute = $"minute/{World.NowMs / 60_000}";
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await DeliverAsync("a", Journal.Append("a", 10));
        await Component("a").CheckpointAsync(Journal.Id);
        World.Store.CorruptBlocks.Add(("a", minute));

        await RestartAsync();
        Assert.Equal(10, await RequestsAsync("a"));
        Assert.Equal(DeliveryOutcome.Applied, (await DeliverAsync("a", Journal.Append("a", 100))).Outcome);
        Assert.Equal(new Watermark(3, 3), await Component("a").CheckpointAsync(Journal.Id));

        Assert.Empty(World.Store.CorruptBlocks);
        await RestartAsync();
        Assert.Equal(110, await RequestsAsync("a"));
    }

    [Fact]
    public async Task State_that_a_later_build_saved_is_refused_and_left_as_it_is()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await Component("a").CheckpointAsync(Journal.Id);
        await Host.StopAsync();
        var head = (await World.Store.ReadHeadAsync("a", default))!;
        byte[] later = [(byte)(head.State.Span[0] + 1), .. head.State.Span[1..]];
        await World.Store.CommitAsync("a", new CheckpointCommit(head.Version, later, [], []), default);
        await RestartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync("a", Journal.Append("a", 10)));

        Assert.Equal(["a"], await Host.Components.ListNamesAsync());
        var kept = (await World.Store.ReadHeadAsync("a", default))!;
        Assert.Equal(head.Version + 1, kept.Version);
        Assert.Equal(later, kept.State.ToArray());
        await World.Store.CommitAsync("a", new CheckpointCommit(kept.Version, head.State, [], []), default);
        await Journal.CatchUpAsync(Host, "a");
        Assert.Equal(11, await RequestsAsync("a"));
    }

    /// <summary>What another host that took the component over would do: load, apply a batch of its own journal, commit.</summary>
    private async Task<long> CommitAsAnotherAsync(string component, int requests)
    {
        var head = (await World.Store.ReadHeadAsync(component, default))!;
        var names = InferenceComponent.ResidentBlocks(head.State);
        var bytes = await World.Store.ReadBlocksAsync(head, names, default);
        var state = InferenceComponent.Load(component, ComponentSettings.Default, head.State, [.. names.Zip(bytes, (n, b) => new StateBlock(n, b))]);
        var since = state.Version;
        state.Apply(new TestJournal(World).Append(component, requests));
        var saved = state.Save(since);
        var commit = new CheckpointCommit(head.Version, saved.Head, [.. saved.Changed.Select(b => new BlockWrite(b.Name, b.Bytes))], saved.Removed);
        return Assert.IsType<CommitResult.Committed>(await World.Store.CommitAsync(component, commit, default)).Head.Version;
    }
}
