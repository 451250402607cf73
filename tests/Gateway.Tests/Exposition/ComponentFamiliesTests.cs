using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;

namespace Plimsoll.Gateway.Tests.Exposition;

public sealed class ComponentFamiliesTests
{
    [Fact]
    public void Cost_without_prices_is_left_out_and_not_0()
    {
        var cost = ComponentFamilies.Scalars.Single(s => s.Family.Name == "plimsoll_cost_dollars").Value;

        Assert.Null(cost(new ComponentMetrics { Component = "unpriced" }));
        Assert.Equal(0, cost(new ComponentMetrics { Component = "idle", CostDollarsPerHour = 0 }));
        Assert.Equal(2, cost(new ComponentMetrics { Component = "priced before", CostDollars = 2 }));
    }
}
