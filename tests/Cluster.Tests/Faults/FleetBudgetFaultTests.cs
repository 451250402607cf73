using Orleans.Configuration;
using Plimsoll.Cluster.Tests.Contract;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Contract.Hosting;
using Plimsoll.Quality.Budgets;
using Plimsoll.Silo.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>The silo goes in which a component holds a slice of the fleet's budget for judging.</summary>
public sealed class FleetBudgetFaultTests : IAsyncLifetime
{
    private const int Calls = 80;

    /// <summary>An eighth of the budget.</summary>
    private const int Slice = 10;

    private const int InFlight = 2;
    private static readonly TimeSpan s_sliceEnds = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly string[] s_others = ["b", "c"];

    private readonly HostWorld _world = new() { Quality = new() { FleetBudget = new BudgetLimit(Calls: Calls) } };
    private readonly TestJournal _journal;
    private ClusterHost _host = null!;

    public FleetBudgetFaultTests() => _journal = new TestJournal(_world);

    public async Task InitializeAsync() => _host = await ClusterHost.StartAsync(_world, silo =>
    {
        silo.Configure<ClusterMembershipOptions>(Detection.Configure);
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = Detection.CallTimeout);
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Stranded_slice_is_spent_by_nobody_until_it_ends_and_by_others_then_and_never_is_more_spent_than_there_is()
    {
        await QueueAsync();
        Assert.Equal(InFlight, (await Of("a").TakeJudgementsAsync(new(_journal.Id, InFlight))).Tasks.Count);
        await _host.KillHolderAsync("a");

        await SpendAsync(Calls - Slice, TimeSpan.FromSeconds(2), s_others);
        for (var turn = 0; turn < 5; turn++)
            await TurnAsync(s_others);
        Assert.Equal(Calls - Slice, await SpentAsync(s_others));

        _world.Clock.Advance(s_sliceEnds);
        await SpendAsync(Calls, TimeSpan.FromSeconds(30), ["a", .. s_others]);
        for (var turn = 0; turn < 5; turn++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(30));
            await TurnAsync(s_others);
        }
        Assert.Equal(Calls, await SpentAsync(["a", .. s_others]));
    }

    /// <summary>Until so much is spent by some, who spend all they can get but for the dead one.</summary>
    private Task SpendAsync(int calls, TimeSpan step, string[] by) => Eventually.TrueAsync(async () =>
    {
        _world.Clock.Advance(step);
        await TurnAsync(s_others);
        var spent = await SpentAsync(by);
        Assert.True(spent <= calls, $"{spent} calls of {calls}");
        return spent == calls;
    }, $"{calls} calls are spent", s_patience);

    private async Task QueueAsync()
    {
        foreach (var name in (string[])["a", .. s_others])
        {
            await _host.Components.Get(name).DeliverAsync(_journal.AppendAnswers(name, 6_000));
            await Eventually.TrueAsync(async () =>
            {
                _world.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await Of(name).TakeJudgementsAsync(new(_journal.Id, 0))).Waiting >= Calls / 2;
            }, "answers wait to be judged", s_patience);
            await _host.Components.Get(name).CheckpointAsync(_journal.Id);
        }
    }

    private async Task TurnAsync(string[] names)
    {
        foreach (var name in names)
        {
            if (await TryAsync(() => Of(name).TakeJudgementsAsync(new(_journal.Id, 8))) is { Tasks.Count: > 0 } work)
                await TryAsync(() => Of(name).ReportJudgementsAsync(new([.. work.Tasks.Select(Report)])));
        }
    }

    /// <summary>Of all calls that were begun, be they reported or not.</summary>
    private async Task<long> SpentAsync(string[] names)
    {
        var spent = 0L;
        foreach (var name in names)
        {
            QualityView? view = null;
            await Eventually.TrueAsync(async () => (view = await TryAsync(() => Of(name).GetQualityAsync())) is not null, $"{name} answers", s_patience);
            spent += view!.Judge.SpentToday.Calls + view.Judge.ReservedToday.Calls;
        }
        return spent;
    }

    /// <summary>Default while the cluster has not noticed yet who is gone.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception trouble) when (trouble is TimeoutException or OrleansException)
        {
            return default;
        }
    }

    private IJudgedComponent Of(string name) => ((IComponentHost)_host).Judged.FindJudged(name);

    private static JudgeReport Report(JudgeTask task) =>
        new(task.CallId, JudgeEnd.Judged, "Fine.") { Scores = [1, 0.8, 0.9], LatencyMs = 12, Cost = new JudgeCost(1, 0, 0) };
}
