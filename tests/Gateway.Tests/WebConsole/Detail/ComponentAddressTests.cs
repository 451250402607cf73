using Plimsoll.Gateway.WebConsole.Detail;

namespace Plimsoll.Gateway.Tests.WebConsole.Detail;

public class ComponentAddressTests
{
    [Theory]
    [InlineData("gpt-oss-20b")]
    [InlineData("org/Qwen2.5-7B Instruct")]
    [InlineData("50%2F50 & more?#x")]
    [InlineData("modèle-é")]
    public void A_name_comes_back_from_its_address(string name)
    {
        Assert.Equal(name, ComponentAddress.Parse(ComponentAddress.Of(name)));
        Assert.Equal(name, ComponentAddress.Parse(ComponentAddress.Of(name) + "?range=1h&table=x"));
    }

    [Fact]
    public void An_escaped_slash_is_a_slash_too() => Assert.Equal("org/model", ComponentAddress.Parse("/components/org%2Fmodel"));
}
