namespace Plimsoll.Architecture.Tests.Rules;

public class ProjectArrowsTests
{
    [Theory]
    [InlineData("Core", "Storage", "src/Core/Core.csproj may not reference Storage; it may reference nothing")]
    [InlineData("Grains", "Gateway", "src/Grains/Grains.csproj may not reference Gateway; it may reference Core, Storage, ComponentHost, Grains.Interfaces")]
    [InlineData("Gateway", "Silo", "src/Gateway/Gateway.csproj may not reference Silo; it may reference Core, Storage, Integrations, Configuration, ComponentHost")]
    [InlineData("Cli", "Gateway", "src/Cli/Cli.csproj may not reference Gateway; it may reference Core, Configuration, Storage, Integrations")]
    [InlineData("Storage", "Configuration", "src/Storage/Storage.csproj may not reference Configuration; it may reference Core")]
    [InlineData("Extra", "Core", "src/Extra/Extra.csproj: the design has no project Extra")]
    public void An_arrow_that_the_design_does_not_draw_is_a_breach(string from, string to, string breach)
    {
        using var tree = new MadeUpTree().Project($"src/{from}/{from}.csproj", references: [to]);

        Assert.Equal([breach], tree.Breaches(new ProjectArrows()));
    }

    [Fact]
    public void Tests_may_reference_what_they_test_and_a_drawn_arrow_is_none()
    {
        using var tree = new MadeUpTree()
            .Project("tests/Gateway.Tests/Gateway.Tests.csproj", references: ["Gateway", "Cli"])
            .Project("src/Silo/Silo.csproj", references: ["Core", "Gateway", "Grains"]);

        Assert.Empty(tree.Breaches(new ProjectArrows()));
    }
}
