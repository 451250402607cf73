using Plimsoll.SageMaker;

namespace Plimsoll.Configuration.Tests.Binding;

public class SageMakerBinderTests
{
    [Fact]
    public void Nothing_is_read_unless_the_section_is_there_and_on()
    {
        Assert.Null(Reading.Valid("").SageMaker);
        Assert.Null(Reading.Valid("sagemaker: { enabled: false }\n").SageMaker);
        Assert.Equal(TimeSpan.FromSeconds(60), Reading.Valid("sagemaker: { region: eu-central-1 }\n").SageMaker!.PublishPeriod);
    }

    [Fact]
    public void Instances_come_from_the_table_and_what_is_given_goes_before_it()
    {
        var bound = Reading.Valid("""
            sagemaker:
              publish_period: 10s
              instances:
                "*": { type: ml.g5.12xlarge }
                chat: { type: ml.g5.12xlarge, price_hour: 3.5 }
                own: { gpus: 2, price_hour: 1, gpu_memory: 80GiB }
                bare: { gpus: 1 }

            """).SageMaker!;

        Assert.Equal(TimeSpan.FromSeconds(10), bound.PublishPeriod);
        Assert.Equal(InstanceTable.Find("ml.g5.12xlarge"), bound.InstanceOf("anything")! with { Source = "sagemaker.instances" });
        Assert.Contains("the built-in table of ", bound.InstanceOf("anything")!.Source, StringComparison.Ordinal);
        Assert.Equal("sagemaker.instances: $3.5 an hour with 4 GPUs", bound.InstanceOf("chat")!.Source);
        Assert.Equal((4, 3.5), (bound.InstanceOf("chat")!.Gpus, bound.InstanceOf("chat")!.DollarsPerHour));
        Assert.Equal((2, 1.0, 80 << 10), (bound.InstanceOf("own")!.Gpus, bound.InstanceOf("own")!.DollarsPerHour, bound.InstanceOf("own")!.GpuMemoryMiB));
        Assert.Equal((1, null, null), (bound.InstanceOf("bare")!.Gpus, bound.InstanceOf("bare")!.DollarsPerHour, bound.InstanceOf("bare")!.GpuMemoryMiB));
        Assert.Equal([("*", 7.09 / 4), ("chat", 3.5 / 4), ("own", 0.5)], bound.GpuPrices!.ByEndpoint.Select(p => (p.Key, p.Value.Dollars)));
    }

    [Theory]
    [InlineData("cloudwatch: { region: a }\n", 2)]
    [InlineData("cloudwatch: { region: a }\nsagemaker: { region: a }\n", 4)]
    [InlineData("cloudwatch: { region: a }\nsagemaker: { region: a, delay: 5m }\n", 7)]
    [InlineData("cloudwatch: { region: a, delay: 3m }\nsagemaker: { region: a, delay: 5m }\n", 3)]
    public void A_minute_is_published_when_its_requests_that_sagemaker_tells_of_are_there(string yaml, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Reading.Valid(yaml).CloudWatch!.Delay);

    [Fact]
    public void Prices_of_instances_hold_for_sagemaker_too()
    {
        var options = Reading.Valid("""
            prices:
              instances:
                ml.g5.12xlarge: { dollars_per_hour: 6 }
                ml.p5.48xlarge: { dollars_per_hour: 96 }
                ml.new.large: { dollars_per_hour: 4, gpus: 2 }
            sagemaker:
              endpoints: { chat: a }
              instances:
                a: { type: ml.g5.12xlarge }
                b: { type: ml.p5.48xlarge }
                c: { type: ml.new.large }

            """);

        Assert.Equal([1.5, 12, 2], options.SageMaker!.GpuPrices!.ByEndpoint.Values.Select(p => p.Dollars));
        Assert.Equal("prices.instances: ml.p5.48xlarge at $96 an hour with 8 GPUs", options.SageMaker.InstanceOf("b")!.Source);
        Assert.Equal(80 << 10, options.SageMaker.InstanceOf("b")!.GpuMemoryMiB);
        Assert.Equal("a", options.SageMaker.Endpoints["chat"]);
        Assert.Same(options.SageMaker.GpuPrices.ByEndpoint["a"].Source, options.SettingsFor("chat").EndpointPrices!.ByEndpoint["a"].Source);
    }

    [Theory]
    [InlineData("sagemaker: { publish_period: 20s }\n", "sagemaker.publish_period: '20s' is not one of 10s, 30s, 60s, 120s, 180s, 240s, 300s")]
    [InlineData("sagemaker: { instances: { chat: { price_hour: 2 } } }\n", "sagemaker.instances.chat.gpus: is missing; give it, or a type of the built-in table")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.EndsWith(error, Reading.Error(yaml), StringComparison.Ordinal);
}
