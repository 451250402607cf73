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
            calls += Turn(fleet, ref nodes[at], $"n{at}", now, crash: random.NextDouble() < 0.05, lost: random.NextDouble() < 0.1);
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

        var report = Saved.Reload(node.Write, LeasedBudget.Read).Close()!;
        Assert.True(fleet.Report(report));
        Assert.False(fleet.Report(report));
        Assert.Equal(Call, fleet.Committed);
    }

    [Fact]
    public void Answer_that_comes_twice_gives_nothing_back_to_spend()
    {
        var fleet = new FleetBudget();
        var node = new LeasedBudget();
        node.Take(fleet.Exchange(new SliceWish("a", null, Wish, Call), Limit, Start)!);
        var wish = new SliceWish("a", node.Close(), Wish, Call);
        node.Take(fleet.Exchange(wish, Limit, Start)!);
        var repeated = fleet.Exchange(wish, Limit, Start)!;
        for (var i = 0; i < 20; i++)
            node.Settle(node.Reserve(Call, Start)!, Call, Call);

        node.Take(repeated);
        Assert.Null(node.Reserve(Call, Start));
        node.Close();
        node.Take(repeated);
        Assert.Null(node.Reserve(Call, Start));
    }

    [Fact]
    public void Holder_that_lost_its_state_does_not_spend_its_slice_again()
    {
        var fleet = new FleetBudget();
        var first = fleet.Exchange(new SliceWish("a", null, Wish, Call), Limit, Start)!;

        var second = fleet.Exchange(new SliceWish("a", null, Wish, Call), Limit, Start)!;

        Assert.NotEqual(first.Number, second.Number);
        Assert.Equal(first.Amount + second.Amount, fleet.Committed);
    }

    [Fact]
    public void Holder_that_needs_nothing_more_gives_back_what_it_did_not_spend()
    {
        var fleet = new FleetBudget();
        var node = new LeasedBudget();
        node.Take(fleet.Exchange(new SliceWish("a", null, Wish, Call), Limit, Start)!);
        node.Settle(node.Reserve(Call, Start)!, Call, Call);

        Assert.Null(fleet.Exchange(new SliceWish("a", node.Close(), default, default), Limit, Start + FleetBudget.LeaseMs));
        Assert.Equal(Call, fleet.Committed);
    }

    [Fact]
    public void Without_room_for_one_call_there_is_no_slice() =>
        Assert.Null(new FleetBudget().Grant("a", Wish, Call, new BudgetLimit(Tokens: 99), Start));

    /// <summary>One node's turn: takes a slice, calls, sometimes dies with the call under way. Returns the calls made.</summary>
    private static long Turn(FleetBudget fleet, ref LeasedBudget node, string name, long now, bool crash, bool lost)
    {
        var lease = node.Reserve(Call, now);
        if (lease is null)
        {
            var wish = new SliceWish(name, node.Close(), Wish, Call);
            if (lost && wish.Report is not null)
                fleet.Exchange(wish, Limit, now);
            if (fleet.Exchange(wish, Limit, now) is not { } slice)
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
