using Plimsoll.SageMaker;

namespace Plimsoll.Core.Tests.SageMaker;

public class GpuBillTests
{
    private static readonly InstanceSettings s_instance = new(4, 5.752, null);

    /// <summary>Two instances of four GPUs: one component on three GPUs, one on two.</summary>
    [Theory]
    [InlineData(10, 12, 18, 12)]
    [InlineData(60, 2, 3, 2)]
    [InlineData(30, 4, 6, 4)]
    public void Samples_of_a_minute_are_gpus_and_instances_whatever_the_publishing_period(int seconds, double instances, double first, double second)
    {
        var bill = GpuBill.Make("chat", instances, new Dictionary<string, double> { ["b"] = second, ["a"] = first }, TimeSpan.FromSeconds(seconds), s_instance);

        Assert.Equal((2, 5, 3), (bill.Instances, bill.Used, bill.Free));
        Assert.Equal(2 * 5.752, bill.DollarsPerHour!.Value, 9);
        Assert.Equal([("a", 3.0), ("b", 2.0)], bill.Components.Select(c => (c.Component, c.Gpus)));
        Assert.Equal(3 * 5.752 / 4, bill.Components[0].DollarsPerHour!.Value, 9);
    }

    [Fact]
    public void What_is_not_known_is_null_and_never_0()
    {
        var unknown = GpuBill.Make("chat", 1, new Dictionary<string, double> { ["a"] = 1 }, TimeSpan.FromSeconds(60), null);
        Assert.Equal((1, 1, null, null), (unknown.Instances, unknown.Used, unknown.Free, unknown.DollarsPerHour));
        Assert.Null(unknown.Components[0].DollarsPerHour);

        var silent = GpuBill.Make("chat", null, new Dictionary<string, double>(), TimeSpan.FromSeconds(60), s_instance);
        Assert.Equal((null, null, null), (silent.Instances, silent.Free, silent.DollarsPerHour));
    }

    [Fact]
    public void What_is_missing_is_said_with_the_key_that_gives_it()
    {
        Assert.Contains("sagemaker.instances has neither 'chat' nor '*'", Missing(null), StringComparison.Ordinal);
        Assert.Contains("give price_hour under sagemaker.instances", Missing(new(8, null, null)), StringComparison.Ordinal);
        Assert.Null(Missing(s_instance));
    }

    private static string? Missing(InstanceSettings? instance) =>
        GpuBill.Make("chat", 1, new Dictionary<string, double>(), TimeSpan.FromSeconds(60), instance).Missing;
}
