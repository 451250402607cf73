namespace Plimsoll.Configuration.Tests.Binding;

public class PriceBinderTests
{
    [Fact]
    public void An_instance_of_the_built_in_table_prices_a_gpu_hour_and_says_so()
    {
        var price = Reading.Valid("components: { a: { price: { instance: ml.g6.12xlarge, output_per_million_tokens: 2 } } }\n").SettingsFor("a").Price!;

        Assert.Equal((5.752 / 4, 2.0), (price.GpuHour, price.OutputPerMillionTokens));
        Assert.Equal("the built-in table of 2026-07-30 for us-east-1: ml.g6.12xlarge at $5.752 an hour with 4 GPUs", price.Source);
    }

    [Fact]
    public void Own_prices_come_before_the_built_in_ones_and_add_to_them()
    {
        var options = Reading.Valid(
            "prices: { instances: { ml.g6.12xlarge: { dollars_per_hour: 4 }, rack: { dollars_per_hour: 16, gpus: 8 } } }\n"
            + "components: { a: { price: { instance: ml.g6.12xlarge } }, b: { price: { instance: rack } } }\n");

        Assert.Equal((1.0, 2.0), (options.SettingsFor("a").Price!.GpuHour, options.SettingsFor("b").Price!.GpuHour));
        Assert.StartsWith("prices.instances: ", options.SettingsFor("a").Price!.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("components: { a: { price: { instance: rack } } }\n", "components.a.price.instance: 'rack' is not known; its price goes under prices.instances")]
    [InlineData("components: { a: { price: { instance: ml.g5.xlarge, gpu_hour: 1 } } }\n", "components.a.price.gpu_hour: is there beside instance; one of them says what a GPU hour costs")]
    [InlineData("prices: { instances: { rack: { gpus: 8 } } }\n", "prices.instances.rack.dollars_per_hour: is missing; the built-in table does not know the instance")]
    [InlineData("prices: { instances: { rack: { dollars_per_hour: 8, gpus: 0 } } }\n", "prices.instances.rack.gpus: '0' is not a whole number from 1 to 64")]
    public void A_broken_price_is_reported(string yaml, string error) =>
        Assert.EndsWith(error, Reading.Error(yaml), StringComparison.Ordinal);
}
