namespace Plimsoll.Configuration.Tree;

/// <summary>Names the tab behind YAML that does not parse, since a parser's own words seldom do.</summary>
internal static class TabIndent
{
    /// <summary>
    /// The last line that a tab indents, up to the one after <paramref name="line"/> (from 1): a parser may stop at
    /// the end of the line before the tab.
    /// </summary>
    public static ConfigurationError? Find(string yaml, int line)
    {
        var lines = yaml.Split('\n');
        for (var i = Math.Min(line, lines.Length - 1); i >= 0; i--)
        {
            var text = lines[i];
            var tab = text.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(text[..tab]))
                return new ConfigurationError("", i + 1, tab + 1, "a tab indents this line; YAML allows spaces only");
        }
        return null;
    }
}
