using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Tests.Query;

public sealed class FleetAnswerTests
{
    [Fact]
    public void Ratios_are_weighted_by_what_they_are_ratios_of()
    {
        var totals = FleetTotals.Of([Row("a", 9, errors: 0, gpus: 1, utilization: 1), Row("b", 1, errors: 1, gpus: 3, utilization: 0.2)]);
        Assert.Equal(0.1, totals.ErrorRatio!.Value, 12);
        Assert.Equal(0.4, totals.GpuUtilizationRatio!.Value, 12);
        Assert.Equal((10, 4, 6), (totals.RequestsPerSecond, totals.GpusUsed, totals.RequestsLastHour));
    }

    [Fact]
    public void What_nobody_reports_is_null()
    {
        var totals = FleetTotals.Of([new ComponentSummary { Component = "a", State = ComponentState.Idle }]);
        Assert.Null(totals.ErrorRatio);
        Assert.Null(totals.GpusUsed);
        Assert.Null(totals.GpuUtilizationRatio);
        Assert.Null(totals.CostPerHour);
        Assert.Equal(1, totals.States["idle"]);
        Assert.Equal(0, totals.States["failing"]);
    }

    [Fact]
    public async Task Endpoints_share_out_the_fleet()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy("a", "x"), Canned.Busy("b", "y"), Canned.Busy("c", "x"), Canned.Empty("d"));
        var (_, _, json) = await host.GetAsync("/api/v1/fleet");
        Assert.Equal(6, json.GetProperty("totals").GetProperty("requests_per_second").GetDouble());
        Assert.Equal(22.5, json.GetProperty("totals").GetProperty("cost_per_hour").GetDouble());
        var endpoints = json.GetProperty("endpoints").EnumerateArray().ToList();
        Assert.Equal([null, "x", "y"], endpoints.Select(e => e.GetProperty("endpoint").GetString()));
        Assert.Equal(["a", "c"], endpoints[1].GetProperty("component_names").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal(240, endpoints[1].GetProperty("requests_last_hour").GetInt64());
    }

    private static ComponentSummary Row(string name, double rate, double errors, int gpus, double utilization) => new()
    {
        Component = name,
        State = ComponentState.Active,
        RequestsPerSecond = rate,
        ErrorRatio = errors,
        GpusUsed = gpus,
        GpuUtilizationRatio = utilization,
        RequestsByMinute = [1, 2],
    };
}
