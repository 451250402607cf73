namespace Plimsoll.Architecture.Tests.Rules;

public class SolutionHoldsEveryProjectTests
{
    private const string Core = "11111111-1111-1111-1111-111111111111";
    private const string Silo = "22222222-2222-2222-2222-222222222222";

    [Fact]
    public void A_project_that_the_solution_lacks_is_a_breach()
    {
        using var tree = new MadeUpTree().Project("bench/Load/Load.csproj").File("Orleans.sln", "");

        Assert.Equal(["bench/Load/Load.csproj does not stand in Orleans.sln"], tree.Breaches(new SolutionHoldsEveryProject()));
    }

    [Fact]
    public void What_needs_Orleans_is_left_out_of_a_plain_build_and_the_rest_is_not()
    {
        using var tree = Tree(Ticked(Core, "Debug"), Ticked(Silo, "Release"));

        Assert.Equal(
            [
                "src/Core/Core.csproj must be ticked for build in Release",
                "src/Silo/Silo.csproj must not be ticked for build in Release",
            ],
            tree.Breaches(new SolutionHoldsEveryProject()));
    }

    [Fact]
    public void A_solution_as_it_should_be_is_none()
    {
        using var tree = Tree(Ticked(Core, "Debug"), Ticked(Core, "Release"), Ticked(Silo, "Cluster"));

        Assert.Empty(tree.Breaches(new SolutionHoldsEveryProject()));
    }

    private static MadeUpTree Tree(params string[] ticks) => new MadeUpTree()
        .Project("src/Core/Core.csproj")
        .Project("src/Grains/Grains.csproj", packages: ["Microsoft.Orleans.Sdk"])
        .Project("src/Silo/Silo.csproj", references: ["Grains"])
        .File("Orleans.sln", string.Join('\n', [Entry("Core", Core), Entry("Silo", Silo), Entry("Grains", "3"), .. ticks]));

    private static string Entry(string name, string id) => $$"""Project("{0}") = "{{name}}", "src\{{name}}\{{name}}.csproj", "{{{id}}}" """;

    private static string Ticked(string id, string configuration) => $"{{{id}}}.{configuration}|Any CPU.Build.0 = {configuration}|Any CPU";
}
