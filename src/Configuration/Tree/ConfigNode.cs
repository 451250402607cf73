namespace Plimsoll.Configuration.Tree;

/// <summary>Where a value was written: a place in the file, or an environment variable.</summary>
internal readonly record struct Origin(int Line, int Column, string? Variable = null)
{
    public ConfigurationError Error(string path, string message) => new(Variable ?? path, Line, Column, message);
}

internal abstract record ConfigNode(Origin Origin);

/// <param name="IsNull">Written without a value (<c>key:</c>, <c>~</c> or <c>null</c>).</param>
/// <param name="First">Where the first character of the text stands; null where lines of the file are not lines of the text.</param>
internal sealed record ScalarNode(Origin Origin, string Text, bool IsNull = false, Origin? First = null) : ConfigNode(Origin)
{
    /// <summary>Where a place of the text stands in the file, both from 1; the value's own place where that is not known.</summary>
    public Origin Inside(int line, int column) =>
        First is { } first ? new(first.Line + line - 1, first.Column + column - 1) : Origin;
}

internal sealed record ListNode(Origin Origin, IReadOnlyList<ConfigNode> Items) : ConfigNode(Origin);

internal sealed record MapNode(Origin Origin, IReadOnlyList<MapEntry> Entries) : ConfigNode(Origin)
{
    public static readonly MapNode Empty = new(default, []);
}

internal sealed record MapEntry(string Key, Origin Origin, ConfigNode Value);
