using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

public class DeliveryTests
{
    [Fact]
    public async Task Batches_of_a_component_arrive_in_the_order_of_the_journal()
    {
        await using var rig = new PipelineRig();
        for (var i = 0; i < 200; i++)
            await rig.SubmitAsync(i % 2 == 0 ? "a" : "b", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2L * i + 1), rig["a"].Applied);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => 2L * i), rig["b"].Applied);
    }

    [Fact]
    public async Task Component_that_hangs_delays_no_other()
    {
        await using var rig = new PipelineRig();
        var never = new TaskCompletionSource();
        rig["stuck"].Before = _ => never.Task;
        for (var i = 0; i < 20; i++)
        {
            await rig.SubmitAsync("stuck", $"{i}");
            await rig.SubmitAsync("well", $"{i}");
        }
        await Eventually.TrueAsync(() => rig["well"].Applied.Count == 20, "the other component gets its batches");
        Assert.Empty(rig["stuck"].Applied);
        never.SetResult();
        await Eventually.TrueAsync(() => rig["stuck"].Applied.Count == 20, "the component gets its batches once it works again");
    }

    [Fact]
    public async Task Component_that_went_back_unseen_is_delivered_again_without_new_traffic()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("a", "1");
        await rig.Backlog.FallenToAsync(0);
        rig["a"].Save();
        await rig.SubmitAsync("a", "2");
        await rig.Backlog.FallenToAsync(0);
        rig["a"].GoBack();
        Assert.Equal([1], rig["a"].Applied);

        await rig.Delivery.CoveredThroughAsync();

        await Eventually.TrueAsync(() => rig["a"].Applied.Count == 2, "what was lost is delivered again");
    }

    [Fact]
    public async Task Component_that_reads_the_journal_at_length_delays_no_other()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("long", "1");
        await rig.Backlog.FallenToAsync(0);
        using var reading = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        rig["long"].GoBack();
        rig["long"].Before = _ =>
        {
            reading.Set();
            Assert.True(go.Wait(TimeSpan.FromSeconds(90)), "the test lets it go on");
            return Task.CompletedTask;
        };
        rig.Delivery.Redeliver("long");
        await Eventually.TrueAsync(() => reading.IsSet, "the component is caught up");

        await rig.SubmitAsync("well", "1");
        await Eventually.TrueAsync(() => rig["well"].Applied.Count == 1, "the other component gets its batch");

        Assert.Empty(rig["long"].Applied);
        go.Set();
        await Eventually.TrueAsync(() => rig["long"].Applied.Count == 1, "the component is caught up at last");
    }

    [Fact]
    public async Task Failing_component_holds_no_memory_and_catches_up_from_the_journal()
    {
        await using var rig = new PipelineRig();
        var broken = true;
        rig["a"].Before = _ => broken ? throw new IOException("out of reach") : Task.CompletedTask;
        for (var i = 0; i < 50; i++)
            await rig.SubmitAsync("a", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        Assert.Empty(rig["a"].Applied);

        broken = false;
        await Eventually.TrueAsync(
            () =>
            {
                rig.Time.Advance(TimeSpan.FromSeconds(5));
                return rig["a"].Applied.Count == 50;
            },
            "all batches arrive after the trouble");
        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), rig["a"].Applied);
    }

    [Fact]
    public async Task Slow_component_falls_back_on_the_journal_instead_of_filling_the_memory()
    {
        await using var rig = new PipelineRig(maxPinnedBytes: 1000);
        var go = new TaskCompletionSource();
        rig["slow"].Before = _ => go.Task;
        for (var i = 0; i < 500; i++)
            await rig.SubmitAsync("slow", $"{i}");
        Assert.InRange(rig.Backlog.Bytes, 1, 2000);
        Assert.Equal(1, rig.Delivery.CatchingUp);
        go.SetResult();
        await Eventually.TrueAsync(() => rig["slow"].Applied.Count == 500, "all batches arrive");
        await Eventually.TrueAsync(() => rig.Delivery.CatchingUp == 0, "the lane works from memory again");
        await rig.SubmitAsync("slow", "last");
        await Eventually.TrueAsync(() => rig["slow"].Applied.Count == 501, "a later batch arrives");
    }

    [Fact]
    public async Task Component_that_went_back_to_its_checkpoint_gets_again_what_came_after()
    {
        await using var rig = new PipelineRig();
        for (var i = 0; i < 10; i++)
            await rig.SubmitAsync("a", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        rig["a"].Save();
        for (var i = 10; i < 15; i++)
            await rig.SubmitAsync("a", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        rig["a"].GoBack();

        await rig.SubmitAsync("a", "last");

        await Eventually.TrueAsync(() => rig["a"].Applied.Count == 16, "what was lost with the memory is delivered again");
        Assert.Equal(Enumerable.Range(1, 16).Select(i => (long)i), rig["a"].Applied);
    }

    [Fact]
    public async Task Component_may_ask_for_redelivery_without_waiting_for_the_next_batch()
    {
        await using var rig = new PipelineRig();
        for (var i = 0; i < 10; i++)
            await rig.SubmitAsync("a", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        rig["a"].GoBack();
        rig.Delivery.Redeliver("a");
        await Eventually.TrueAsync(() => rig["a"].Applied.Count == 10, "everything is delivered again");
    }

    [Fact]
    public async Task Journal_is_covered_only_as_far_as_every_component_has_saved()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("a", "1");
        await rig.SubmitAsync("b", "2");
        await rig.SubmitAsync("a", "3");
        await rig.Backlog.FallenToAsync(0);
        Assert.Equal(0, await rig.Delivery.CoveredThroughAsync());
        rig["a"].Save();
        Assert.Equal(1, await rig.Delivery.CoveredThroughAsync());
        rig["b"].Save();
        Assert.Equal(3, await rig.Delivery.CoveredThroughAsync());
    }

    [Fact]
    public async Task Component_with_nothing_outstanding_holds_nothing_back()
    {
        await using var rig = new PipelineRig();
        await rig.SubmitAsync("idle", "1");
        await rig.Backlog.FallenToAsync(0);
        rig["idle"].Save();
        await rig.Delivery.CoveredThroughAsync();
        for (var i = 0; i < 5; i++)
            await rig.SubmitAsync("busy", $"{i}");
        await rig.Backlog.FallenToAsync(0);
        rig["busy"].Save();
        Assert.Equal(6, await rig.Delivery.CoveredThroughAsync());
    }

    [Fact]
    public async Task Component_that_cannot_be_reached_holds_the_journal_back()
    {
        await using var rig = new PipelineRig();
        rig["lost"].Before = _ => throw new IOException("out of reach");
        await rig.SubmitAsync("lost", "1");
        await rig.SubmitAsync("well", "2");
        await rig.Backlog.FallenToAsync(0);
        rig["well"].Save();
        Assert.Equal(0, await rig.Delivery.CoveredThroughAsync());
    }
}
