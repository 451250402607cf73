using Plimsoll.Drift.Watch;

namespace Plimsoll.Gateway.Tests.Query;

public sealed class DriftEndpointTests
{
    [Fact]
    public async Task Findings_have_test_statistic_threshold_numbers_and_both_distributions()
    {
        var view = Canned.Busy().View with
        {
            Drift = new(QueryHost.Now.AddHours(-1), [new("length.response", DriftTest.PopulationStability, 0.4, 0.25, 1e-6, 4_000, 1_200, true, QueryHost.Now.AddHours(-3), [new(100, 0.6, 0.4)])]),
        };
        await using var host = await QueryHost.StartAsync(new FakeComponent { View = view });

        var (status, _, json) = await host.GetAsync("/api/v1/components/chat/drift");

        var finding = json.GetProperty("findings")[0];
        Assert.Equal((200, "psi", "length.response"), (status, finding.GetProperty("test").GetString(), finding.GetProperty("signal").GetString()));
        Assert.Equal((0.4, 0.25, 1e-6), (finding.GetProperty("statistic").GetDouble(), finding.GetProperty("threshold").GetDouble(), finding.GetProperty("p_value").GetDouble()));
        Assert.Equal(0.6, finding.GetProperty("picture")[0].GetProperty("baseline").GetDouble());
    }

    [Fact]
    public async Task Nothing_compared_has_no_hour_and_an_unknown_component_is_not_found()
    {
        await using var host = await QueryHost.StartAsync(Canned.Empty());

        var (_, _, json) = await host.GetAsync("/api/v1/components/new/drift");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("hour").ValueKind);
        Assert.Equal(404, (await host.GetAsync("/api/v1/components/nobody/drift")).Status);
    }
}
