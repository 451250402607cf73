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
        Assert.Equal(InstanceTable.Find("ml.g5.12xlarge"), bound.InstanceOf("anything"));
        Assert.Equal((4, 3.5), (bound.InstanceOf("chat")!.Gpus, bound.InstanceOf("chat")!.DollarsPerHour));
        Assert.Equal(new InstanceSettings(2, 1, 80 << 10), bound.InstanceOf("own"));
        Assert.Equal(new InstanceSettings(1, null, null), bound.InstanceOf("bare"));
    }

    [Theory]
    [InlineData("sagemaker: { publish_period: 20s }\n", "sagemaker.publish_period: '20s' is not one of 10s, 30s, 60s, 120s, 180s, 240s, 300s")]
    [InlineData("sagemaker: { instances: { chat: { price_hour: 2 } } }\n", "sagemaker.instances.chat.gpus: is missing; give it, or a type of the built-in table")]
    public void A_broken_section_is_reported(string yaml, string error) => Assert.EndsWith(error, Reading.Error(yaml), StringComparison.Ordinal);
}
