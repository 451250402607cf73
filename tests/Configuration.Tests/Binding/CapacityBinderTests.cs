namespace Plimsoll.Configuration.Tests.Binding;

public class CapacityBinderTests
{
    [Fact]
    public void A_capacity_names_one_rate_or_both()
    {
        var options = Reading.Valid("components: { a: { capacity: { requests_per_second: 12.5 } }, b: { capacity: { requests_per_second: 2, output_tokens_per_second: 900 } }, c: {} }\n");

        Assert.Equal(new(RequestsPerSecond: 12.5), options.SettingsFor("a").Capacity);
        Assert.Equal(new(2, 900), options.SettingsFor("b").Capacity);
        Assert.Null(options.SettingsFor("c").Capacity);
    }

    [Theory]
    [InlineData("components: { a: { capacity: {} } }\n", "1:30 components.a.capacity: names neither requests_per_second nor output_tokens_per_second")]
    [InlineData("components: { a: { capacity: { requests_per_second: 0 } } }\n", "1:53 components.a.capacity.requests_per_second: '0' is not a number above 0 and up to 1000000000, such as 2.5")]
    public void A_broken_capacity_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));
}
