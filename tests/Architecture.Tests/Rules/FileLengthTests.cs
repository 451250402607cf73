namespace Plimsoll.Architecture.Tests.Rules;

public class FileLengthTests
{
    [Theory]
    [InlineData(FileLength.Most, false)]
    [InlineData(FileLength.Most + 1, true)]
    public void A_source_file_over_the_bound_is_a_breach(int lines, bool breach)
    {
        using var tree = new MadeUpTree().File("src/Core/Long.cs", string.Concat(Enumerable.Repeat("//\n", lines)));

        Assert.Equal(breach ? [$"src/Core/Long.cs has {lines} lines; at most 400"] : [], tree.Breaches(new FileLength()));
    }
}
