using Plimsoll.Components.Views;
using Plimsoll.Gateway.WebConsole.Fleet;

namespace Plimsoll.Gateway.Tests.WebConsole.Fleet;

public class FleetModelTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly ComponentSummary[] Rows =
    [
        new() { Component = "alpha", State = ComponentState.Idle },
        new() { Component = "Beta", State = ComponentState.Active, RequestsPerSecond = 30, ErrorRatio = 0.1, TtftP95Ms = 200, Model = "gpt-oss-20b", CostPerHour = 2, GpusUsed = 1 },
        new() { Component = "gamma", State = ComponentState.Failing, RequestsPerSecond = 10, ErrorRatio = 0.9, TtftP95Ms = 900, Endpoint = "chat-eu" },
        new() { Component = "delta", State = ComponentState.Silent, LastSeen = Now.AddMinutes(-9) },
    ];

    [Theory]
    [InlineData(null, null, "gamma delta Beta alpha")]
    [InlineData("component", null, "alpha Beta delta gamma")]
    [InlineData("component", "desc", "gamma delta Beta alpha")]
    [InlineData("requests", null, "Beta gamma alpha delta")]
    [InlineData("ttft", "desc", "gamma Beta alpha delta")]
    [InlineData("ttft", "asc", "Beta gamma alpha delta")]
    [InlineData("no-such", "asc", "gamma delta Beta alpha")]
    public void Rows_are_ordered_and_those_without_a_value_come_last(string? sort, string? direction, string expected) =>
        Assert.Equal(expected, Names(Build(FleetOrder.Parse(sort, direction)).Rows));

    [Theory]
    [InlineData("GPT", "Beta")]
    [InlineData("eu", "gamma")]
    [InlineData("silent", "delta")]
    [InlineData("a failing", "gamma")]
    [InlineData("zzz", "")]
    [InlineData("  ", "gamma delta Beta alpha")]
    public void A_filter_keeps_rows_that_hold_all_its_words(string filter, string expected) =>
        Assert.Equal(expected, Names(Build(FleetOrder.Default, filter).Rows));

    [Fact]
    public void What_is_wrong_is_listed_worst_first_whatever_the_filter()
    {
        Assert.Equal("gamma delta", Names(Build(FleetOrder.Default, "beta").Wrong));
    }

    [Fact]
    public void A_fleet_of_thousands_shows_its_first_rows_and_counts_the_rest()
    {
        var rows = Enumerable.Range(0, 3_000).Select(i => new ComponentSummary { Component = $"c{i:0000}", State = ComponentState.Active }).ToList();

        var model = FleetModel.Build(Now, rows, FleetOrder.Default, "c2");

        Assert.Equal((FleetModel.MaxRows, 1_000), (model.Rows.Count, model.Matching));
        Assert.Equal(3_000, model.Totals.Components);
    }

    [Fact]
    public void Totals_weigh_errors_by_requests_and_leave_unknown_cost_unknown()
    {
        var totals = FleetTotals.Of(Rows);

        Assert.Equal(40, totals.RequestsPerSecond);
        Assert.Equal(0.3, totals.ErrorRatio!.Value, 12);
        Assert.Equal((1, 1, 4), (totals.Failing, totals.Silent, totals.Components));
        Assert.Equal((2, 1), (totals.CostPerHour, totals.GpusUsed));
        Assert.Null(FleetTotals.Of([Rows[0]]).CostPerHour);
        Assert.Null(FleetTotals.Of([Rows[0]]).GpusUsed);
        Assert.Null(FleetTotals.Of([Rows[0]]).ErrorRatio);
    }

    [Fact]
    public void Changes_of_all_components_stand_in_one_list_newest_first()
    {
        var rows = Rows.ToList();
        rows[2] = rows[2] with { StateChanges = [Change(-4), Change(-40)] };
        rows[3] = rows[3] with { StateChanges = [Change(-11)] };

        var model = FleetModel.Build(Now, rows, FleetOrder.Default, "gamma");

        Assert.Equal([(rows[2].Component, -4), (rows[3].Component, -11), (rows[2].Component, -40)], model.Changes.Select(c => (c.Component, (c.Change.Since - Now).TotalMinutes)));
    }

    [Fact]
    public void Addresses_carry_filter_and_order_and_a_second_click_turns_the_order()
    {
        var model = Build(FleetOrder.Parse("ttft", null), "a&b c");

        Assert.Equal("/?q=a%26b%20c&sort=ttft&dir=asc", model.Address(model.Order.Toggled("ttft")));
        Assert.Equal("/?q=a%26b%20c", model.Address(model.Order.Toggled("state")));
    }

    private static FleetModel Build(FleetOrder order, string? filter = null) => FleetModel.Build(Now, Rows, order, filter);

    private static string Names(IEnumerable<ComponentSummary> rows) => string.Join(' ', rows.Select(r => r.Component));

    private static StateChangeView Change(double minutes) =>
        new(Now.AddMinutes(minutes), ComponentState.Active, ComponentState.Failing, "under_10_percent_succeed");
}
