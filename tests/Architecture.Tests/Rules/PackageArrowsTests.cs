namespace Plimsoll.Architecture.Tests.Rules;

public class PackageArrowsTests
{
    [Theory]
    [InlineData("src/Core/Core.csproj", "YamlDotNet")]
    [InlineData("src/Gateway/Gateway.csproj", "Microsoft.Orleans.Client")]
    [InlineData("tests/Contract/Contract.csproj", "Microsoft.Orleans.TestingHost")]
    [InlineData("src/Grains.Interfaces/Grains.Interfaces.csproj", "Npgsql")]
    public void A_package_out_of_place_is_a_breach(string project, string package)
    {
        using var tree = new MadeUpTree().Project(project, packages: [package]);

        Assert.StartsWith($"{project} may not use the package {package}: ", Assert.Single(tree.Breaches(new PackageArrows())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_server_outside_the_hosts_is_a_breach()
    {
        using var tree = new MadeUpTree().Project("src/Storage/Storage.csproj", sdk: "Microsoft.NET.Sdk.Web");

        Assert.StartsWith("src/Storage/Storage.csproj may use neither Microsoft.NET.Sdk.Web nor", Assert.Single(tree.Breaches(new PackageArrows())), StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_in_their_place_are_none()
    {
        using var tree = new MadeUpTree()
            .Project("src/Core/Core.csproj", packages: ["MathNet.Numerics"])
            .Project("src/Grains/Grains.csproj", packages: ["Microsoft.Orleans.Sdk"])
            .Project("src/Gateway/Gateway.csproj", packages: ["Google.Protobuf"], sdk: "Microsoft.NET.Sdk.Web");

        Assert.Empty(tree.Breaches(new PackageArrows()));
    }
}
