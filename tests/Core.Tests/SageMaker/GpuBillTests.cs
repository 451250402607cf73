using Plimsoll.SageMaker;

namespace Plimsoll.Core.Tests.SageMaker;

public class GpuBillTests
{
    private static readonly InstanceSettings s_instance = new(4, 5.752, null);

    /// <summary>Two instances of four GPUs: one component on three GPUs, one on two.</summary>
    [Fact]
    public void Free_gpus_are_the_rest_and_a_component_costs_its_share_of_an_instance()
    {
        var bill = GpuBill.Make("chat", 2, new Dictionary<string, double> { ["b"] = 2, ["a"] = 3 }, s_instance);

        Assert.Equal((2, 5, 3), (bill.Instances, bill.Used, bill.Free));
        Assert.Equal(2 * 5.752, bill.DollarsPerHour!.Value, 9);
        Assert.Equal([("a", 3.0), ("b", 2.0)], bill.Components.Select(c => (c.Component, c.Gpus)));
        Assert.Equal(3 * 5.752 / 4, bill.Components[0].DollarsPerHour!.Value, 9);
    }

    [Fact]
    public void What_is_not_known_is_null_and_never_0()
    {
        var unknown = GpuBill.Make("chat", 1, new Dictionary<string, double> { ["a"] = 1 }, null);
        Assert.Equal((1, 1, null, null), (unknown.Instances, unknown.Used, unknown.Free, unknown.DollarsPerHour));
        Assert.Null(unknown.Components[0].DollarsPerHour);

        var silent = GpuBill.Make("chat", null, new Dictionary<string, double>(), s_instance);
        Assert.Equal((null, null, null), (silent.Instances, silent.Free, silent.DollarsPerHour));
    }

    [Fact]
    public void What_is_missing_is_said_with_the_key_that_gives_it()
    {
        Assert.Contains("sagemaker.instances has neither 'chat' nor '*'", Missing(null), StringComparison.Ordinal);
        Assert.Contains("give price_hour under sagemaker.instances", Missing(new(8, null, null)), StringComparison.Ordinal);
        Assert.Null(Missing(s_instance));
        Assert.Contains("give sagemaker.endpoints.a", GpuBill.Make("", null, new Dictionary<string, double> { ["a"] = 1 }, s_instance).Missing, StringComparison.Ordinal);
    }

    private static string? Missing(InstanceSettings? instance) =>
        GpuBill.Make("chat", 1, new Dictionary<string, double>(), instance).Missing;
}
