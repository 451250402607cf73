using Plimsoll.Architecture.Tests.Rules;
using Plimsoll.Support;

namespace Plimsoll.Architecture.Tests;

public class RepositoryTests
{
    private static readonly SourceTree Tree = new(Repository.Root);

    [Fact]
    public void Projects_reference_only_what_the_design_allows() => Holds(new ProjectArrows());

    [Fact]
    public void Packages_stay_where_they_belong() => Holds(new PackageArrows());

    [Fact]
    public void Core_is_pure() => Holds(new PureCore());

    [Fact]
    public void No_source_file_is_too_long() => Holds(new FileLength());

    [Fact]
    public void Tests_mirror_the_sources() => Holds(new TestsMirrorSources());

    [Fact]
    public void The_solution_holds_every_project() => Holds(new SolutionHoldsEveryProject());

    [Fact]
    public void The_tree_was_found() => Assert.Contains(Tree.Projects, p => p.Name == "Core");

    private static void Holds(IRule rule) => Assert.Equal("", string.Join('\n', rule.Breaches(Tree)));
}
