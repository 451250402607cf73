namespace Plimsoll.Architecture.Tests.Rules;

public class TestsMirrorSourcesTests
{
    [Fact]
    public void A_project_without_tests_is_a_breach()
    {
        using var tree = new MadeUpTree().Project("src/Core/Core.csproj").Project("src/Silo/Silo.csproj");

        Assert.Equal(["src/Core has no tests/Core.Tests", "src/Silo has no tests/Cluster.Tests"], tree.Breaches(new TestsMirrorSources()));
    }

    [Fact]
    public void Tests_without_a_project_are_a_breach()
    {
        using var tree = new MadeUpTree().Project("tests/Gone.Tests/Gone.Tests.csproj");

        Assert.Equal(["tests/Gone.Tests tests no project: there is no src/Gone"], tree.Breaches(new TestsMirrorSources()));
    }

    [Fact]
    public void A_folder_of_tests_that_mirrors_none_is_a_breach()
    {
        using var tree = new MadeUpTree()
            .Project("src/Core/Core.csproj").File("src/Core/Telemetry/Codec/Varint.cs")
            .Project("tests/Core.Tests/Core.Tests.csproj")
            .File("tests/Core.Tests/WideTests.cs")
            .File("tests/Core.Tests/Telemetry/RecordTests.cs")
            .File("tests/Core.Tests/Telemetry/Codec/VarintTests.cs")
            .File("tests/Core.Tests/Helpers/Builder.cs")
            .File("tests/Core.Tests/Codec/StrayTests.cs");

        Assert.Equal(["tests/Core.Tests/Codec mirrors no folder of src/Core"], tree.Breaches(new TestsMirrorSources()));
    }
}
