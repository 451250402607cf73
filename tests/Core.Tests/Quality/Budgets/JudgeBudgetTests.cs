using Plimsoll.Quality.Budgets;

namespace Plimsoll.Core.Tests.Quality.Budgets;

public class JudgeBudgetTests
{
    private const long Noon = 20_000 * DayLedger.DayMs + DayLedger.DayMs / 2;
    private static readonly BudgetLimit Limit = new(10, 1_000, 5_000_000);
    private static readonly JudgeCost Call = new(1, 100, 500_000);

    [Fact]
    public void With_wishes_in_plenty_it_is_spent_exactly()
    {
        var budget = new JudgeBudget();
        for (var i = 0; i < 100; i++)
        {
            if (budget.Reserve($"c{i}", "t", Call, Limit, default, Noon + i) is ReservationResult.Granted)
                budget.Settle($"c{i}", Call);
            budget = Reload(budget);
        }
        Assert.Equal(new JudgeCost(10, 1_000, 5_000_000), budget.Spent);
    }

    [Theory]
    [InlineData(2L, null, null, BudgetMeasure.Calls)]
    [InlineData(null, 250L, null, BudgetMeasure.Tokens)]
    [InlineData(null, null, 1_499_999L, BudgetMeasure.Dollars)]
    public void Each_measure_bounds_it_and_is_named(long? calls, long? tokens, long? nano, BudgetMeasure measure)
    {
        var budget = new JudgeBudget();
        var limit = new BudgetLimit(calls, tokens, nano);

        Assert.IsType<ReservationResult.Granted>(budget.Reserve("a", "t", Call, limit, default, Noon));
        Assert.IsType<ReservationResult.Granted>(budget.Reserve("b", "t", Call, limit, default, Noon));
        var refused = Assert.IsType<ReservationResult.Refused>(budget.Reserve("c", "t", Call, limit, default, Noon));

        Assert.Equal(("component", measure, Noon + DayLedger.DayMs / 2), (refused.Scope, refused.Measure, refused.UntilMs));
    }

    [Fact]
    public void What_a_call_did_not_use_is_free_again()
    {
        var budget = new JudgeBudget();
        budget.Reserve("a", "t", Call, Limit, default, Noon);
        Assert.Equal(900, budget.Left(Limit, Noon).Tokens);

        Assert.True(budget.Settle("a", new(1, 30, 0)));
        Assert.False(budget.Settle("a", new(1, 30, 0)));

        Assert.Equal(970, budget.Left(Limit, Noon).Tokens);
    }

    [Fact]
    public void A_tenant_does_not_spend_anothers()
    {
        var budget = new JudgeBudget();
        var tenants = new BudgetLimit(Calls: 1);
        budget.Reserve("a", "red", Call, Limit, tenants, Noon);

        var refused = Assert.IsType<ReservationResult.Refused>(budget.Reserve("b", "red", Call, Limit, tenants, Noon));
        Assert.Equal("tenant", refused.Scope);
        Assert.IsType<ReservationResult.Granted>(budget.Reserve("c", "blue", Call, Limit, tenants, Noon));
    }

    [Fact]
    public void Beyond_the_known_tenants_all_share_one_limit()
    {
        var budget = new JudgeBudget();
        var tenants = new BudgetLimit(Calls: 1);
        var granted = Enumerable.Range(0, 2 * JudgeBudget.MaxTenants)
            .Count(i => budget.Reserve($"c{i}", $"t{i}", Call, default, tenants, Noon) is ReservationResult.Granted);

        Assert.Equal(JudgeBudget.MaxTenants, granted);
    }

    [Fact]
    public void A_call_under_way_when_the_state_was_saved_stays_charged_with_its_maximum()
    {
        var budget = new JudgeBudget();
        budget.Reserve("a", "t", Call, Limit, default, Noon);

        budget = Reload(budget);

        Assert.Equal((Call, default(JudgeCost), 0), (budget.Spent, budget.Reserved, budget.OpenCalls));
        Assert.False(budget.Settle("a", default));
    }

    [Fact]
    public void Another_utc_day_begins_anew_and_a_late_call_belongs_to_its_own()
    {
        var budget = new JudgeBudget();
        budget.Reserve("a", "t", Call, Limit, default, Noon);
        Assert.Equal(10, budget.Left(Limit, Noon + DayLedger.DayMs).Calls);

        budget.Settle("a", Call);

        Assert.Equal(default, budget.Spent);
    }

    [Fact]
    public void A_call_that_breaks_its_bound_is_charged_in_full_and_counted()
    {
        var budget = new JudgeBudget();
        budget.Reserve("a", "t", Call, Limit, default, Noon);
        budget.Settle("a", new(1, 990, 0));

        Assert.Equal((1L, 10L), (budget.Overruns, budget.Left(Limit, Noon).Tokens));
    }

    private static JudgeBudget Reload(JudgeBudget budget) => Saved.Reload(budget.Write, JudgeBudget.Read);
}
