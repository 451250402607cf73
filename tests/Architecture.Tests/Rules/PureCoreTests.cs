namespace Plimsoll.Architecture.Tests.Rules;

public class PureCoreTests
{
    [Theory]
    [InlineData("using System.IO;", "using System.IO")]
    [InlineData("using System.Threading.Channels;", "using System.Threading.Channels")]
    [InlineData("using Microsoft.Extensions.Logging;", "using Microsoft.Extensions.Logging")]
    [InlineData("var text = File.ReadAllText(path);", "File")]
    [InlineData("using var s = new FileStream(path, mode);", "FileStream")]
    [InlineData("var now = DateTime.UtcNow;", "DateTime.UtcNow")]
    [InlineData("var now = DateTimeOffset.Now;", "DateTimeOffset.Now")]
    [InlineData("private readonly TimeProvider _time;", "TimeProvider")]
    [InlineData("var watch = Stopwatch.StartNew();", "Stopwatch")]
    [InlineData("lock (_gate)", "lock (")]
    [InlineData("Interlocked.Increment(ref n);", "Interlocked")]
    [InlineData("new Thread(Run).Start();", "Thread")]
    [InlineData("await Task.Run(Work);", "Task.Run")]
    [InlineData("var n = Random.Shared.Next();", "Random.Shared")]
    [InlineData("var id = Guid.NewGuid();", "Guid.NewGuid")]
    [InlineData("var home = Environment.GetEnvironmentVariable(\"HOME\");", "Environment.GetEnvironmentVariable")]
    [InlineData("Console.WriteLine(1);", "Console.WriteLine")]
    public void What_reaches_outside_is_a_breach_with_its_line(string line, string named)
    {
        using var tree = new MadeUpTree().File("src/Core/Deep/Thing.cs", $"// DateTime.UtcNow in a comment\n{line}\n");

        Assert.Equal([$"src/Core/Deep/Thing.cs:2: Core is pure, so no {named}"], tree.Breaches(new PureCore()));
    }

    [Theory]
    [InlineData("Task<View> ViewAsync(string profile);")]
    [InlineData("/// <summary>Never DateTime.UtcNow.</summary>")]
    [InlineData("throw new InvalidDataException(\"no File.Open( here\");")]
    [InlineData("var raw = \"\"\"\nConsole.Write\n\"\"\";")]
    [InlineData("var random = new Random(seed);")]
    [InlineData("using System.Buffers;")]
    [InlineData("public sealed record Profile(double Processing);")]
    public void What_stays_inside_is_none(string line)
    {
        using var tree = new MadeUpTree().File("src/Core/Thing.cs", line + "\n");

        Assert.Empty(tree.Breaches(new PureCore()));
    }

    [Fact]
    public void Other_projects_may_reach_outside()
    {
        using var tree = new MadeUpTree().File("src/Storage/Log.cs", "using System.IO;\nFile.Delete(path);\n");

        Assert.Empty(tree.Breaches(new PureCore()));
    }
}
