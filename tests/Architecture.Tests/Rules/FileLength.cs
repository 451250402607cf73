namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>No source file over 400 lines.</summary>
internal sealed class FileLength : IRule
{
    public const int Most = 400;

    public IEnumerable<string> Breaches(SourceTree tree) =>
        from file in tree.Sources("src")
        let lines = tree.Read(file).TrimEnd('\n').Split('\n').Length
        where lines > Most
        select $"{file} has {lines} lines; at most {Most}";
}
