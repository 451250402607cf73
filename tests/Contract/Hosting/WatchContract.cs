using Plimsoll.Components.Views;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>What people who watch ask of a component: a baseline that begins anew is saved before it is said so, and quality stands against load.</summary>
public abstract class WatchContract : HostContract
{
    [Fact]
    public async Task Baseline_that_began_anew_has_done_so_after_a_kill_as_well()
    {
        await DeliverAsync("a", Journal.Append("a", 10));
        Assert.Null((await ViewAsync("a")).Drift.Baseline.ResetAt);

        Assert.Null((await Host.Watched.FindWatched("a").RenewBaselineAsync(new("meant", "ann", Force: false)))!.Refused);
        await RestartAsync();

        var baseline = (await ViewAsync("a")).Drift.Baseline;
        Assert.Equal(("meant", "ann"), (baseline.Reason, baseline.By));
        Assert.Equal(World.NowMs, baseline.ResetAt!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Component_that_was_retired_is_idle_after_a_kill_as_well()
    {
        await DeliverAsync("a", Journal.Append("a", 10));

        Assert.True(await Host.Watched.FindWatched("a").RetireAsync());
        await RestartAsync();

        Assert.Equal(ComponentState.Idle, (await ViewAsync("a")).Summary.State);
    }

    [Fact]
    public async Task Quality_against_load_of_a_component_that_was_never_judged_says_so()
    {
        await DeliverAsync("a", Journal.Append("a", 10));

        var view = await Host.Watched.FindWatched("a").GetQualityLoadAsync(new QualityLoadQuery("composite", null));

        Assert.Equal((0, "too_few"), (view.Answers, view.PromptClasses.Finding));
        Assert.All(view.Factors, f => Assert.Equal("too_few", f.Finding));
    }
}
