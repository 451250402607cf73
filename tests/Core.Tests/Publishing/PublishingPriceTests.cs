using Plimsoll.Publishing;

namespace Plimsoll.Core.Tests.Publishing;

public class PublishingPriceTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, 0, 30)]
    [InlineData(20_000, 0, 10_000 * 0.30 + 10_000 * 0.10)]
    [InlineData(2_000_000, 0, 10_000 * 0.30 + 240_000 * 0.10 + 750_000 * 0.05 + 1_000_000 * 0.02)]
    [InlineData(0, 1, 0.432)]
    public void Metrics_cost_in_steps_and_calls_by_the_thousand(long metrics, double calls, double dollars) =>
        Assert.Equal(dollars, PublishingPrice.Monthly(metrics, calls), 9);
}
