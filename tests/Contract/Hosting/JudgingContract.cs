using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Quality.Budgets;
using Plimsoll.Support;
using Xunit;

namespace Plimsoll.Contract.Hosting;

/// <summary>Judging: paid for before, recorded for good, never beyond the budget, whatever becomes of the host.</summary>
public abstract class JudgingContract : HostContract
{
    private static readonly double?[] Good = [1, 0.8, 0.9];

    private IJudgedComponent Judged => Host.Judged.FindJudged("a");

    [Fact]
    public async Task Recorded_verdict_survives_a_kill()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        var tasks = await TakeAsync(3);
        Assert.True(await ReportAsync(tasks));

        await RestartAsync();

        var verdicts = (await Judged.GetVerdictsAsync(new(10))).Verdicts;
        Assert.Equal(tasks.Select(t => t.RequestId).Order(), verdicts.Select(v => v.RequestId).Order());
        Assert.All(verdicts, v => Assert.Equal(0.9, v.Composite!.Value, 9));
        var composite = Assert.Single((await Judged.GetQualityAsync()).Scores, s => s.Dimension == "composite");
        Assert.Equal((3, 0.9), (composite.Judged, composite.Mean));
        Assert.True(composite.Lower < 0.9 && composite.Heuristic);
    }

    [Fact]
    public async Task Call_in_flight_at_a_kill_stays_charged_and_is_made_once_more_and_then_given_up()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        var first = Assert.Single(await TakeAsync(1));

        await RestartAsync();
        var second = Assert.Single(await TakeAsync(1), t => t.Hash == first.Hash);
        Assert.NotEqual(first.CallId, second.CallId);
        Assert.True(await ReportAsync([first]));
        var after = (await Judged.GetQualityAsync()).Judge;
        Assert.Equal((1, 1, 1), (after.SpentToday.Calls, after.ReservedToday.Calls, after.RepeatedReports));
        Assert.Empty((await Judged.GetVerdictsAsync(new(10))).Verdicts);

        await RestartAsync();
        var given = (await Judged.GetQualityAsync()).Judge;
        Assert.Equal(1, Assert.Single(given.Ended, e => (e.End, e.Reason) == ("failed", "interrupted")).Count);
        Assert.Equal((2, 2), (given.SpentToday.Calls, given.Spent.Calls));
    }

    [Fact]
    public async Task Budget_is_spent_exactly_though_the_host_dies_between()
    {
        World.Quality = World.Quality with { Budget = new BudgetLimit(Calls: 5) };
        await RestartAsync();
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        await ReportAsync(await TakeAsync(2));
        await TakeAsync(1);
        await RestartAsync();

        var rest = await TakeAsync(8);

        Assert.Equal(2, rest.Count);
        await ReportAsync(rest);
        Assert.Empty((await Judged.TakeJudgementsAsync(new(Journal.Id, 8))).Tasks);
        var judge = (await Judged.GetQualityAsync()).Judge;
        Assert.Equal((5, 0, "budget"), (judge.SpentToday.Calls, judge.CallsLeft!.Value, judge.ParkedFor));
    }

    [Fact]
    public async Task Fleet_spends_its_one_budget_and_no_more_though_the_host_dies_between()
    {
        World.Quality = World.Quality with { FleetBudget = new BudgetLimit(Calls: 12) };
        await RestartAsync();
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
            await DeliverAsync(name, Journal.AppendAnswers(name, 1_000));
        var calls = 0;
        await Eventually.TrueAsync(async () => (calls += await TurnAsync(names, report: calls > 0)) >= 12, "the budget is spent");

        for (var turn = 0; turn < 12; turn++)
            calls += await TurnAsync(names, report: true);

        Assert.Equal(12, calls);
        var after = await Task.WhenAll(names.Select(n => Host.Judged.FindJudged(n).GetQualityAsync()));
        Assert.Contains(after, q => q.Judge is { Waiting: > 0, ParkedFor: "fleet_budget" });
    }

    [Fact]
    public async Task Gateways_that_ask_at_once_are_paid_from_one_slice_and_none_is_lost()
    {
        World.Quality = World.Quality with { FleetBudget = new BudgetLimit(Calls: 12) };
        await RestartAsync();
        await DeliverAsync("a", Journal.AppendAnswers("a", 4_000));
        await WaitingAsync();
        var answer = new TaskCompletionSource();
        World.Funds.Held = answer.Task;
        Task<JudgeWork>[] asking = [.. Enumerable.Range(0, 4).Select(_ => Judged.TakeJudgementsAsync(new(Journal.Id, 1)))];
        World.Funds.Held = null;
        answer.SetResult();
        var calls = (await Task.WhenAll(asking)).Sum(w => w.Tasks.Count);

        for (var turn = 0; turn < 40; turn++)
            calls += await TurnAsync(["a"], report: true);

        Assert.Equal(12, calls);
    }

    [Fact]
    public async Task Nothing_is_handed_out_or_charged_that_could_not_be_committed()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        await WaitingAsync();
        World.Store.Unavailable = true;

        Assert.Empty((await Judged.TakeJudgementsAsync(new(Journal.Id, 3))).Tasks);

        World.Store.Unavailable = false;
        var judge = (await Judged.GetQualityAsync()).Judge;
        Assert.Equal((0, 0), (judge.SpentToday.Calls, judge.ReservedToday.Calls));
        Assert.Equal(3, (await TakeAsync(3)).Count);
    }

    [Fact]
    public async Task Gateway_is_only_given_what_it_has_the_texts_of()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        await WaitingAsync();

        Assert.Empty((await Judged.TakeJudgementsAsync(new(Guid.NewGuid(), 8))).Tasks);
        Assert.NotEmpty(await TakeAsync(8));
    }

    [Fact]
    public async Task What_people_say_beside_the_judge_makes_its_health_and_survives_a_kill()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 4_000));
        await Eventually.TrueAsync(async () =>
        {
            await ReportAsync(await TakeAsync(8));
            return (await Judged.GetVerdictsAsync(new(64, Unannotated: true))).Verdicts.Count >= 32;
        }, "enough answers are judged");
        var answers = (await Judged.GetVerdictsAsync(new(31, Unannotated: true))).Verdicts;
        var said = answers.Select((v, i) => new Annotation(v.RequestId!, new Dictionary<string, double> { ["relevance"] = i % 2 }, "ann")).ToList();
        var receipt = await Judged.AnnotateAsync(new([.. said, said[0] with { RequestId = "nobody" }, said[1] with { Scores = new Dictionary<string, double> { ["rhyme"] = 1 } }]));
        Assert.Equal([.. said.Select(_ => (string?)null), "not_judged", "unknown_dimension"], receipt!.Reasons);
        await Judged.AnnotateAsync(new([said[0]]));

        await RestartAsync();

        var health = Assert.Single((await Judged.GetQualityAsync()).Health);
        Assert.Equal(("relevance", 31, "quarantined"), (health.Dimension, health.Annotations, health.Trust));
        Assert.InRange(health.People!.Mean, 0.3, 0.7);
        Assert.DoesNotContain((await Judged.GetVerdictsAsync(new(512, Unannotated: true))).Verdicts, v => v.RequestId == said[3].RequestId);
    }

    [Fact]
    public async Task Every_candidate_ends_judged_failed_or_shed_whatever_the_judge_does()
    {
        await DeliverAsync("a", Journal.AppendAnswers("a", 1_000));
        var turn = 0;
        await Eventually.TrueAsync(async () =>
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            var work = await Judged.TakeJudgementsAsync(new(Journal.Id, 4));
            await Judged.ReportJudgementsAsync(new([.. work.Tasks.Select(t => Misbehave(t, turn++))]));
            var judge = (await Judged.GetQualityAsync()).Judge;
            return judge.Requested > 0 && judge.Waiting + judge.InFlight == 0;
        }, "nothing waits any more");

        var ended = (await Judged.GetQualityAsync()).Judge;
        Assert.Equal(ended.Requested, ended.Ended.Sum(e => e.Count));
        Assert.All(ended.Ended, e => Assert.NotEmpty(e.Reason));
    }

    /// <summary>Every component makes what calls it may. Those that are not reported are under way when the host dies.</summary>
    private async Task<int> TurnAsync(string[] names, bool report)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(30));
        var calls = 0;
        foreach (var name in names)
        {
            var judged = Host.Judged.FindJudged(name);
            var tasks = (await judged.TakeJudgementsAsync(new(Journal.Id, 2))).Tasks;
            calls += tasks.Count;
            if (report)
                await judged.ReportJudgementsAsync(new([.. tasks.Select(Report)]));
        }
        if (calls > 0 && !report)
        {
            await RestartAsync();
            foreach (var name in names)
                await Journal.CatchUpAsync(Host, name);
        }
        return calls;
    }

    private JudgeReport Misbehave(JudgeTask task, int turn) => (turn % 7) switch
    {
        0 => new(task.CallId, JudgeEnd.Unavailable, "timeout"),
        1 => new(task.CallId, JudgeEnd.Throttled, "throttled") { RetryAfter = TimeSpan.FromSeconds(5) },
        2 => new(task.CallId, JudgeEnd.Malformed, "not_json"),
        3 => new(task.CallId, JudgeEnd.Judged, "lies") { Scores = [7, 0, 0] },
        4 => new(task.CallId, JudgeEnd.QuotaSpent, "quota") { UntilMs = World.NowMs + 60_000 },
        5 => new(task.CallId, JudgeEnd.Rejected, "content_policy"),
        _ => Report(task),
    };

    private async Task<IReadOnlyList<JudgeTask>> TakeAsync(int most)
    {
        await WaitingAsync();
        return (await Judged.TakeJudgementsAsync(new(Journal.Id, most))).Tasks;
    }

    /// <summary>The sample is taken at the tick that ends its minute.</summary>
    private Task WaitingAsync() => Eventually.TrueAsync(async () =>
    {
        World.Clock.Advance(TimeSpan.FromSeconds(30));
        return (await Judged.TakeJudgementsAsync(new(Journal.Id, 0))).Waiting > 0;
    }, "answers wait to be judged");

    private Task<bool> ReportAsync(IReadOnlyList<JudgeTask> tasks) => Judged.ReportJudgementsAsync(new([.. tasks.Select(Report)]));

    private static JudgeReport Report(JudgeTask task) =>
        new(task.CallId, JudgeEnd.Judged, "Fine.") { Scores = Good, LatencyMs = 12, Cost = new JudgeCost(1, 0, 0) };
}
