using Plimsoll.Quality.Budgets;

namespace Plimsoll.Core.Tests.Quality.Budgets;

public class FleetBudgetTests
{
    private const long Start = 20_000 * DayLedger.DayMs;
    private static readonly JudgeCost Call = new(1, 100, 1_000);
    private static readonly JudgeCost Wish = new(20, 2_000, 20_000);
    private static readonly BudgetLimit Limit = new(500, 50_000, 500_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_fleet_whose_nodes_die_and_return_never_spends_more_than_its_budget_and_in_the_end_all_of_it(int seed)
    {
        var random = new Random(seed);
        var fleet = new FleetBudget();
        var nodes = Enumerable.Range(0, 7).Select(_ => new LeasedBudget()).ToArray();
        long calls = 0;
        for (var now = Start; now < Start + 12 * 3_600_000; now += 5_000)
        {
            var at = random.Next(nodes.Length);
            calls += Turn(fleet, ref nodes[at], $"n{at}", now, crash: random.NextDouble() < 0.05);
            if (random.NextDouble() < 0.02)
                fleet = Saved.Reload(fleet.Write, FleetBudget.Read);
            Assert.True(calls <= 500, $"{calls} calls of 500");
            Assert.True(fleet.Committed.Calls <= 500);
        }
        Assert.Equal(500, calls);
    }

    [Fact]
    public void A_slice_whose_answer_was_lost_is_the_same_when_asked_for_again()
    {
        var fleet = new FleetBudget();
        var lost = fleet.Grant("a", Wish, Call, Limit, Start)!;

        var again = fleet.Grant("a", Wish, Call, Limit, Start + 1_000)!;

        Assert.Equal((lost.Number, lost.Amount), (again.Number, again.Amount));
        Assert.Equal(lost.Amount, fleet.Committed);
    }

    [Fact]
    public void A_slice_that_nobody_reports_counts_as_spent_until_its_holder_is_back()
    {
        var fleet = new FleetBudget();
        var node = new LeasedBudget();
        node.Take(fleet.Grant("a", Wish, Call, Limit, Start)!);
        var lease = node.Reserve(Call, Start)!;
        node.Settle(lease, Call, Call);
        var later = Start + 2 * FleetBudget.LeaseMs;

        Assert.Equal(["a"], fleet.Overdue(later));
        Assert.Equal(20, fleet.Committed.Calls);
        Assert.Null(node.Reserve(Call, later));

        var report = Saved.Reload(node.Write, LeasedBudget.Read).Return()!;
        Assert.True(fleet.Report(report));
        Assert.False(fleet.Report(report));
        Assert.Equal(Call, fleet.Committed);
    }

    [Fact]
    public void Without_room_for_one_call_there_is_no_slice() =>
        Assert.Null(new FleetBudget().Grant("a", Wish, Call, new BudgetLimit(Tokens: 99), Start));

    /// <summary>One node's turn: takes a slice, calls, sometimes dies with the call under way. Returns the calls made.</summary>
    private static long Turn(FleetBudget fleet, ref LeasedBudget node, string name, long now, bool crash)
    {
        var lease = node.Reserve(Call, now);
        if (lease is null)
        {
            if (node.Return() is { } report)
                fleet.Report(report);
            if (fleet.Grant(name, Wish, Call, Limit, now) is not { } slice)
                return 0;
            node.Take(slice);
            lease = node.Reserve(Call, now)!;
        }
        if (crash)
            node = Saved.Reload(node.Write, LeasedBudget.Read);
        else
            node.Settle(lease, Call, Call);
        return 1;
    }
}
