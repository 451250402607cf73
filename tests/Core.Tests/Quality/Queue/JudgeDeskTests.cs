using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Queue;

namespace Plimsoll.Core.Tests.Quality.Queue;

public class JudgeDeskTests
{
    private const long Noon = 20_000 * DayLedger.DayMs + DayLedger.DayMs / 2;
    private static readonly JudgeCost Most = new(1, 100, 0);
    private static readonly BudgetLimit Limit = new(Calls: 40);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_the_judge_does_every_request_ends_and_the_budget_holds(int seed)
    {
        var random = new Random(seed);
        var desk = new JudgeDesk();
        var now = Noon;
        long calls = 0;
        for (var turn = 0; turn < 3_000; turn++)
        {
            now += random.Next(1, 5_000);
            if (turn < 200)
                desk.Add(JudgeQueueTests.Wish($"r{turn}", (JudgePriority)random.Next(6), now, $"t{turn % 3}"));
            if (random.NextDouble() < 0.02)
                desk = Saved.Reload(desk.Write, JudgeDesk.Read);
            if (Start(desk, now) is not { } call)
                continue;
            calls++;
            if (random.NextDouble() < 0.05)
                desk = Saved.Reload(desk.Write, JudgeDesk.Read);
            else
                desk.Finish(call, Answer(random, now), random.NextDouble() < 0.5 ? Most : null, now, random.NextDouble());
            Assert.True(calls <= 40);
        }
        desk.Queue.Expire(now + 2 * JudgeQueue.MaxAgeMs);

        Assert.Equal(40, calls);
        Assert.Equal(40, desk.Budget.Spent.Calls);
        Assert.Equal(0, desk.Queue.Depth);
        Assert.Equal(desk.Queue.Counts.Added, Enum.GetValues<QueueEnd>().Sum(desk.Queue.Counts.Total));
    }

    [Fact]
    public void A_spent_budget_parks_until_the_next_utc_day()
    {
        var desk = new JudgeDesk();
        desk.Add(JudgeQueueTests.Wish("a", createdMs: Noon));
        Assert.Null(desk.Start(_ => Most, new BudgetLimit(Calls: 0), default, Noon, 8));

        Assert.Equal("budget", desk.Queue.ParkedFor);
        Assert.Null(Start(desk, Noon + DayLedger.DayMs / 2 - 1));
        Assert.NotNull(Start(desk, Noon + DayLedger.DayMs / 2));
    }

    [Fact]
    public void A_tenant_without_budget_does_not_hold_up_the_others()
    {
        var desk = new JudgeDesk();
        foreach (var (id, tenant) in (ReadOnlySpan<(string, string)>)[("a", "red"), ("b", "red"), ("c", "blue")])
            desk.Add(JudgeQueueTests.Wish(id, createdMs: Noon, tenant: tenant));
        JudgeCall? Next() => desk.Start(_ => Most, Limit, new BudgetLimit(Calls: 1), Noon, 8);

        Assert.Equal(["a", "c"], [Next()!.Request.Id, Next()!.Request.Id]);
        Assert.Null(Next());
    }

    [Fact]
    public void No_more_calls_are_under_way_than_allowed()
    {
        var desk = new JudgeDesk();
        desk.Add(JudgeQueueTests.Wish("a"));
        desk.Add(JudgeQueueTests.Wish("b"));

        Assert.NotNull(desk.Start(_ => Most, Limit, default, Noon, 1));
        Assert.Null(desk.Start(_ => Most, Limit, default, Noon, 1));
    }

    private static JudgeCall? Start(JudgeDesk desk, long now) => desk.Start(_ => Most, Limit, default, now, 8);

    private static JudgeOutcome Answer(Random random, long now) => random.Next(7) switch
    {
        0 => new JudgeOutcome.Malformed(),
        1 => new JudgeOutcome.Throttled(TimeSpan.FromSeconds(random.Next(10))),
        2 => new JudgeOutcome.Unavailable("timeout"),
        3 => new JudgeOutcome.QuotaSpent(now + 60_000),
        4 => new JudgeOutcome.Rejected("bad_request"),
        _ => new JudgeOutcome.Judged(),
    };
}
