using Plimsoll.Quality.Budgets;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Core.Tests.Quality.Queue;

public class JudgeDeskTests
{
    private const long Noon = 20_000 * DayLedger.DayMs + DayLedger.DayMs / 2;
    private static readonly JudgeCost Most = new(1, 100, 0);
    private static readonly BudgetLimit Limit = new(Calls: 40);
    private static readonly JudgeTerms Terms = new(_ => Most, Limit, default, 8);

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
        Assert.Null(desk.Start(Terms with { Component = new BudgetLimit(Calls: 0) }, Noon));

        Assert.Equal("budget", desk.Queue.Parking.Reason);
        Assert.Null(Start(desk, Noon + DayLedger.DayMs / 2 - 1));
        Assert.NotNull(Start(desk, Noon + DayLedger.DayMs / 2));
    }

    [Fact]
    public void A_tenant_without_budget_does_not_hold_up_the_others()
    {
        var desk = new JudgeDesk();
        foreach (var (id, tenant) in (ReadOnlySpan<(string, string)>)[("a", "red"), ("b", "red"), ("c", "blue")])
            desk.Add(JudgeQueueTests.Wish(id, createdMs: Noon, tenant: tenant));
        JudgeCall? Next() => desk.Start(Terms with { Tenant = new BudgetLimit(Calls: 1) }, Noon);

        Assert.Equal(["a", "c"], [Next()!.Request.Id, Next()!.Request.Id]);
        Assert.Null(Next());
        Assert.Equal((1, 0), (desk.Queue.HeldForTenant(Noon), desk.Queue.HeldForTenant(Noon + DayLedger.DayMs / 2)));

        desk = Saved.Reload(desk.Write, JudgeDesk.Read);
        JudgeCall? More() => desk.Start(Terms with { Tenant = new BudgetLimit(Calls: 3) }, Noon);
        Assert.Equal(["a", "b"], [More()!.Request.Id, More()!.Request.Id]);
    }

    [Fact]
    public void No_more_calls_are_under_way_than_allowed()
    {
        var desk = new JudgeDesk();
        desk.Add(JudgeQueueTests.Wish("a"));
        desk.Add(JudgeQueueTests.Wish("b"));

        Assert.NotNull(desk.Start(Terms with { MostInFlight = 1 }, Noon));
        Assert.Null(desk.Start(Terms with { MostInFlight = 1 }, Noon));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_fleet_of_components_spends_one_budget_exactly_though_they_crash(int seed)
    {
        var random = new Random(seed);
        var fleet = new FleetBudget();
        var limit = new BudgetLimit(Calls: 60);
        var desks = Enumerable.Range(0, 5).Select(_ => new JudgeDesk()).ToArray();
        long calls = 0;
        for (var turn = 0; turn < 4_000; turn++)
        {
            var (now, at) = (Noon + turn * 5_000L, random.Next(desks.Length));
            var desk = desks[at];
            desk.Add(JudgeQueueTests.Wish($"{at}.{turn}", createdMs: now));
            if (random.NextDouble() < 0.05)
                desk = desks[at] = Saved.Reload(desk.Write, JudgeDesk.Read);
            var call = desk.Start(Terms with { Component = limit, Fleet = true }, now);
            if (desk.CloseSlice($"n{at}", Most, 10, now) is { } wish)
            {
                desk.TakeSlice(fleet.Exchange(wish, limit, now), now);
                continue;
            }
            if (call is null)
                continue;
            calls++;
            Assert.True(calls <= 60);
            if (random.NextDouble() < 0.1)
                desks[at] = Saved.Reload(desk.Write, JudgeDesk.Read);
            else
                desk.Finish(call, new JudgeOutcome.Judged(), Most, now, 0);
        }
        Assert.Equal(60, calls);
    }

    [Fact]
    public void Requests_for_the_same_wish_have_the_same_id_and_the_others_their_own()
    {
        var sampled = new SampledRequest(7, new("chat", LengthTercile.Lower), Origins.Of(endMs: Noon), SamplePart.Uniform, 0.01, 1.2, Twice: true);
        JudgeRequest[] requests = [.. JudgeRequests.Of(sampled, "v1")];
        var confirmation = JudgeRequests.Confirmation(requests[0]);

        Assert.Equal(requests, JudgeRequests.Of(sampled, "v1"));
        Assert.Equal(3, new[] { requests[0].Id, requests[1].Id, confirmation.Id }.Distinct().Count());
        Assert.Equal([JudgePriority.Uniform, JudgePriority.Again, JudgePriority.Confirmation], [requests[0].Priority, requests[1].Priority, confirmation.Priority]);
        Assert.Equal((1.2, 0d, 0d), (requests[0].Relative, requests[1].Relative, confirmation.Relative));
        Assert.Equal(JudgePriority.Flagged, JudgeRequests.Of(sampled with { Origin = Origins.Of(flagged: true) }, "v1").First().Priority);
    }

    private static JudgeCall? Start(JudgeDesk desk, long now) => desk.Start(Terms, now);

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
