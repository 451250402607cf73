using System.Text.Json;
using Plimsoll.Components;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>What counting once means, for any host of components.</summary>
public abstract class CountingContract : HostContract
{
    [Fact]
    public async Task Batch_counts_once_however_often_it_is_delivered()
    {
        var batch = Journal.Append("a", 5);
        Assert.Equal(DeliveryOutcome.Applied, (await DeliverAsync("a", batch)).Outcome);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, (await DeliverAsync("a", batch)).Outcome);
        Assert.Equal(5, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Batch_that_comes_after_a_later_one_is_dropped()
    {
        var first = Journal.Append("a", 1);
        var second = Journal.Append("a", 10);
        await DeliverAsync("a", first);
        await DeliverAsync("a", second);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, (await DeliverAsync("a", first)).Outcome);
        Assert.Equal(11, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Batch_whose_predecessor_is_missing_changes_nothing()
    {
        var first = Journal.Append("a", 1);
        var second = Journal.Append("a", 10);
        Assert.Equal(DeliveryOutcome.Behind, (await DeliverAsync("a", second)).Outcome);
        Assert.Equal(0, await RequestsAsync("a"));
        await DeliverAsync("a", first);
        Assert.Equal(DeliveryOutcome.Applied, (await DeliverAsync("a", second)).Outcome);
    }

    [Fact]
    public async Task Components_do_not_mix()
    {
        await DeliverAsync("a", Journal.Append("a", 2));
        await DeliverAsync("b", Journal.Append("b", 3));
        Assert.Equal(2, await RequestsAsync("a"));
        Assert.Equal(3, await RequestsAsync("b"));
        Assert.Equal(["a", "b"], (await Host.Components.ListAsync()).Select(s => s.Component));
        Assert.Equal(["a", "b"], await Host.Components.ListNamesAsync());
    }

    [Fact]
    public async Task Asking_whether_a_component_exists_does_not_make_it()
    {
        Assert.False(await Host.Components.ExistsAsync("a"));
        Assert.False(await Host.Components.ExistsAsync("a"));
        Assert.Empty(await Host.Components.ListAsync());
        await DeliverAsync("a", Journal.Append("a", 1));
        Assert.True(await Host.Components.ExistsAsync("a"));
    }

    [Fact]
    public async Task Views_never_see_half_a_batch()
    {
        const int Batches = 60;
        const int Size = 200;
        var delivering = Task.Run(async () =>
        {
            for (var i = 0; i < Batches; i++)
                await DeliverAsync("a", Journal.Append("a", Size));
        });
        while (!delivering.IsCompleted)
        {
            var view = await Component("a").GetViewAsync();
            Assert.Equal(0, view.Requests % Size);
            Assert.Equal(view.Requests * 10, view.InputTokens);
        }
        await delivering;
        Assert.Equal(Batches * Size, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Checkpoint_and_restart_give_the_same_view()
    {
        await DeliverAsync("a", Journal.Append("a", 7));
        await DeliverAsync("a", Journal.Append("a", 4, error: "timeout"));
        await Eventually.TrueAsync(async () =>
        {
            World.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await ViewAsync("a")).StateChanges.Count == 1;
        }, "a tick that sees the component active");
        await Component("a").CheckpointAsync(Journal.Id);
        var before = await CountedAsync("a");

        await RestartAsync();

        Assert.True(await Host.Components.ExistsAsync("a"));
        Assert.Equal(before, await CountedAsync("a"));
        Assert.Equal(new Watermark(2, 2), await Component("a").GetWatermarkAsync(Journal.Id));
    }

    [Fact]
    public async Task Kill_between_checkpoints_loses_nothing_and_doubles_nothing()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await Component("a").CheckpointAsync(Journal.Id);
        await DeliverAsync("a", Journal.Append("a", 10));
        await DeliverAsync("a", Journal.Append("a", 100));

        await RestartAsync();
        Assert.Equal(DeliveryOutcome.Behind, (await DeliverAsync("a", Journal.Append("a", 1000))).Outcome);
        await Journal.CatchUpAsync(Host, "a");

        Assert.Equal(1111, await RequestsAsync("a"));
    }

    [Fact]
    public async Task Stop_in_good_order_saves_everything()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await DeliverAsync("b", Journal.Append("b", 2));
        await Host.StopAsync();
        await RestartAsync();
        Assert.Equal(1, await RequestsAsync("a"));
        Assert.Equal(2, await RequestsAsync("b"));
    }

    [Fact]
    public async Task Outage_of_an_hour_before_redelivery_turns_nothing_late()
    {
        await DeliverAsync("a", Journal.Append("a", 1));
        await Component("a").CheckpointAsync(Journal.Id);
        for (var minute = 0; minute < 5; minute++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            Journal.Append("a", 10);
        }
        World.Clock.Advance(TimeSpan.FromHours(1));
        await RestartAsync();

        await Journal.CatchUpAsync(Host, "a");

        var view = await ViewAsync("a");
        Assert.Equal(51, view.Requests);
        Assert.Equal(0, view.DataQuality.Late + view.DataQuality.TooOld);
    }

    [Fact]
    public async Task ErasedJournal_counts_only_what_is_new()
    {
        var old = Journal.Append("a", 5);
        await DeliverAsync("a", old);
        var erased = new TestJournal(World);
        Assert.Equal(DeliveryOutcome.Applied, (await DeliverAsync("a", erased.Append("a", 3))).Outcome);
        Assert.Equal(DeliveryOutcome.AlreadyApplied, (await DeliverAsync("a", old)).Outcome);
        Assert.Equal(8, await RequestsAsync("a"));
    }

    /// <summary>Without the alerts, which a tick at the start may raise.</summary>
    private async Task<string> CountedAsync(string component) => JsonSerializer.Serialize(await ViewAsync(component) with { Alerts = [] });
}
