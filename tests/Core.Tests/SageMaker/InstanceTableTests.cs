using Plimsoll.Costs;
using Plimsoll.SageMaker;

namespace Plimsoll.Core.Tests.SageMaker;

public class InstanceTableTests
{
    [Fact]
    public void A_price_is_that_of_the_dated_table_or_none_at_all() => Assert.All(InstanceTable.Types, type =>
        Assert.Equal(BuiltInPrices.Instances.GetValueOrDefault(type)?.DollarsPerHour, InstanceTable.Find(type)!.DollarsPerHour));

    [Fact]
    public void Every_priced_instance_has_its_gpus_here() => Assert.All(BuiltInPrices.Instances.Values, price =>
        Assert.Equal(price.Gpus, InstanceTable.Find(price.Instance)?.Gpus));

    [Fact]
    public void An_instance_whose_price_could_not_be_found_has_gpus_and_no_price()
    {
        Assert.Equal(new InstanceSettings(8, null, 80 << 10), InstanceTable.Find("ml.p5.48xlarge"));
        Assert.Null(InstanceTable.Find("ml.unknown"));
    }
}
